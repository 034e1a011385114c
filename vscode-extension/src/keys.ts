// Keys of providers: kept in VS Code's secret storage, given to processes of ours as environment variables, and shown nowhere.
import { env } from "node:process";
import * as vscode from "vscode";
import variables from "./key-variables.json";

/** What our programs are started with: the environment of VS Code, and the keys that are kept here. */
export async function environmentWithKeys(secrets: vscode.SecretStorage): Promise<NodeJS.ProcessEnv> {
  const keys = await Promise.all(variables.map(async (name) => [name, await secrets.get(name)] as const));
  return { ...env, ...Object.fromEntries(keys.filter(([, key]) => key !== undefined)) };
}

/** Asks for a key and keeps it; an empty one is removed. Whoever listens to the storage starts the server again. */
export async function setKey(secrets: vscode.SecretStorage): Promise<void> {
  const kept = await Promise.all(variables.map((name) => secrets.get(name)));
  const items = variables.map((label, index) => ({ label, description: kept[index] === undefined ? "" : "kept here" }));
  const chosen = await vscode.window.showQuickPick(items, { title: "Set API Key", placeHolder: "The variable that the key is for" });
  const prompt = "Kept in VS Code's secret storage. Empty removes the key.";
  const key = chosen && (await vscode.window.showInputBox({ title: chosen.label, prompt, password: true, ignoreFocusOut: true }));
  if (chosen !== undefined && key !== undefined) {
    await (key.trim() === "" ? secrets.delete(chosen.label) : secrets.store(chosen.label, key.trim()));
  }
}
