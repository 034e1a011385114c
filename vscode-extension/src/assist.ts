// Explanations and changes of what is selected. The server shows them, and asks before anybody who costs money is asked.
import * as vscode from "vscode";

export const assistCommands = {
  "codeassist.explainLines": () => vscode.commands.executeCommand("codeassist.explain", inFront()),
  "codeassist.changeLines": async () => {
    const wish = await vscode.window.showInputBox({ title: "Change Selection", prompt: "What should change?" });
    return wish && vscode.commands.executeCommand("codeassist.fix", { ...inFront(), wish });
  },
};

/** What is in front of the user: the document and what is selected in it. */
export function inFront(editor = vscode.window.activeTextEditor): object {
  const range = editor?.selection.isEmpty === false ? { range: editor.selection } : {};
  return editor ? { uri: editor.document.uri.toString(), ...range } : {};
}
