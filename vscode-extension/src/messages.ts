// Messages: those whose buttons are commands, titled as in the command palette, and those that say why nothing came of a command.
import * as vscode from "vscode";
import { contributes } from "../package.json";

const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));

export async function messageWithButtons(kind: "error" | "warning", message: string, commands: readonly string[]): Promise<void> {
  const show = { error: vscode.window.showErrorMessage, warning: vscode.window.showWarningMessage }[kind];
  const chosen = await show(message, ...commands.map((command) => ({ title: titles.get(command) ?? command, command })));
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}

/** Where the server refuses, it says why and what to do; nothing in it is a link. Whoever cancelled knows. */
export function tellWhy(error: unknown): void {
  if (!(error instanceof vscode.CancellationError)) {
    void vscode.window.showErrorMessage((error instanceof Error ? error.message : String(error)).replaceAll("](", "] ("));
  }
}
