// Two extensions that offer ghost text show it in turns, and nobody knows whose it was: said once for each of them.
import * as vscode from "vscode";
// VS Code has no list of providers; these are known to be one while they are switched on.
import known from "./other-providers.json";

const told = "codeassist.toldOfProviders";

export async function tellOfOtherProvider(context: vscode.ExtensionContext): Promise<void> {
  const before = context.globalState.get<string[]>(told, []);
  const others = vscode.extensions.all.filter(({ id }) => known.includes(id.toLowerCase()) && !before.includes(id));
  if (others.length === 0) {
    return;
  }

  await context.globalState.update(told, [...before, ...others.map(({ id }) => id)]);
  const names = others.map(({ id, packageJSON }) => (packageJSON as { displayName?: string }).displayName ?? id).join(", ");
  void vscode.window.showInformationMessage(
    `${names} may offer inline suggestions too. VS Code shows one at a time: to know whose it is, switch the others' suggestions off.`,
  );
}
