// Explanations and changes of what is selected. The server shows them, and asks before anybody who costs money is asked.
import * as vscode from "vscode";

export const assistCommands = {
  "codeassist.explainLines": () => ask("codeassist.explain"),
  "codeassist.changeLines": async () => {
    const wish = await vscode.window.showInputBox({ title: "Change Selection", prompt: "What should change?" });
    return wish && ask("codeassist.fix", { wish });
  },
};

function ask(command: string, more: object = {}, editor = vscode.window.activeTextEditor): Thenable<unknown> | undefined {
  const range = editor?.selection.isEmpty === false ? { range: editor.selection } : {};
  return editor && vscode.commands.executeCommand(command, { uri: editor.document.uri.toString(), ...range, ...more });
}
