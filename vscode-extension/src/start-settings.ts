// The settings that the server is started with: VS Code reads those of machine scope from the user alone, never from a workspace.
import * as vscode from "vscode";
import { contributes } from "../package.json";

/** Their keys below `codeassist`. */
export const startSettings: readonly string[] = Object.entries(contributes.configuration.properties)
  .filter(([, { scope }]) => scope === "machine")
  .map(([key]) => key.replace(/^codeassist\./, ""));

/** What the user chose of them, as arguments of our program. */
export function startArguments(): string[] {
  const configuration = vscode.workspace.getConfiguration("codeassist");
  const values = startSettings.map((key) => [key, configuration.inspect(key)?.globalValue] as const);
  return ["--settings", JSON.stringify(Object.fromEntries(values.filter(([, value]) => value !== undefined)))];
}
