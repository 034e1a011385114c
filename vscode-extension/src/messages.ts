// Messages whose buttons are commands, titled as in the command palette.
import * as vscode from "vscode";

const titles = {
  "codeassist.doctor": "Run Doctor",
  "codeassist.openLog": "Open Log",
  "codeassist.openServerSetting": "Open Setting",
  "codeassist.openSettings": "Open Settings",
  "codeassist.restart": "Restart",
} as const;

export type ButtonCommand = keyof typeof titles;

export async function messageWithButtons(
  kind: "error" | "warning" | "information",
  message: string,
  commands: readonly ButtonCommand[],
): Promise<void> {
  const show = {
    error: vscode.window.showErrorMessage,
    warning: vscode.window.showWarningMessage,
    information: vscode.window.showInformationMessage,
  }[kind];
  const chosen = await show(message, ...commands.map((command) => titles[command]));
  const command = commands.find((candidate) => titles[candidate] === chosen);
  if (command !== undefined) {
    await vscode.commands.executeCommand(command);
  }
}
