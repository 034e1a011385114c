// Guarded settings in a workspace: VS Code does not read them from there, and says so only to whoever opens the file.
import * as vscode from "vscode";
import { startSettings } from "./start-settings";

const told = "codeassist.toldOfGuarded";

/** Tells, once for a workspace and a setting, that it has no effect there. */
export async function tellOfGuardedSettings(context: vscode.ExtensionContext): Promise<void> {
  const before = context.workspaceState.get<string[]>(told, []);
  const written = (await Promise.all(settingsFiles().map(textOf))).join("\n");
  const keys = startSettings.map((key) => `codeassist.${key}`).filter((key) => written.includes(`"${key}"`) && !before.includes(key));
  if (keys.length === 0) {
    return;
  }

  await context.workspaceState.update(told, [...before, ...keys]);
  void vscode.window.showWarningMessage(
    `${keys.join(", ")} in this workspace's settings ${keys.length === 1 ? "is" : "are"} ignored: what is executed or loaded is chosen in your own settings alone.`,
  );
}

function settingsFiles(): vscode.Uri[] {
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const ofFolders = workspaceFolders.map(({ uri }) => vscode.Uri.joinPath(uri, ".vscode", "settings.json"));
  return workspaceFile?.scheme === "file" ? [...ofFolders, workspaceFile] : ofFolders;
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    // Most workspaces have none.
    return "";
  }
}
