// Keys of providers: kept in VS Code's secret storage, given to processes of ours as environment variables, and shown nowhere.
import { env } from "node:process";
import * as vscode from "vscode";
import shipped from "./key-variables.json";

// Of the user's own providers: the server knows them, and is started with what was kept for them.
const own = "codeassist.ownKeyVariables";

const known = ({ globalState }: vscode.ExtensionContext) => [...shipped, ...globalState.get<string[]>(own, [])];

/** What our programs are started with: the environment of VS Code, and the keys that are kept here. */
export async function environmentWithKeys(context: vscode.ExtensionContext): Promise<NodeJS.ProcessEnv> {
  const keys = await Promise.all(known(context).map(async (name) => [name, await context.secrets.get(name)] as const));
  return { ...env, ...Object.fromEntries(keys.filter(([, key]) => key !== undefined)) };
}

/** Asks for a key and keeps it; an empty one is removed. Whoever listens to the storage starts the server again. */
export async function setKey(context: vscode.ExtensionContext): Promise<void> {
  // Without a server nothing new is known.
  const said = await vscode.commands.executeCommand<string[]>("codeassist.keyVariables").then(undefined, () => undefined);
  await context.globalState.update(own, said ?? context.globalState.get(own));

  const { secrets } = context;
  const items = await Promise.all(
    known(context).map(async (label) => ({ label, description: (await secrets.get(label)) ? "kept here" : "" })),
  );
  const chosen = await vscode.window.showQuickPick(items, { title: "Set API Key", placeHolder: "The variable that the key is for" });
  const prompt = "Kept in VS Code's secret storage. Empty removes the key.";
  const key = chosen && (await vscode.window.showInputBox({ title: chosen.label, prompt, password: true, ignoreFocusOut: true }));
  if (chosen !== undefined && key !== undefined) {
    await (key.trim() === "" ? secrets.delete(chosen.label) : secrets.store(chosen.label, key.trim()));
  }
}
