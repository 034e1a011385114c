// The commands that belong to the editor. Those that belong to the server are registered by its own announcement.
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { assistCommands } from "./assist";
import { environmentWithKeys, setKey } from "./keys";
import { messageWithButtons } from "./messages";
import type { Review } from "./review";
import type { Server } from "./server";
import type { Shown, StatusBar } from "./status-bar";

export function registerCommands(
  { secrets }: vscode.ExtensionContext,
  server: Server,
  bar: StatusBar,
  review: Review,
  log: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const run = vscode.commands.executeCommand;
  const show = async (title: string, ...args: string[]) =>
    server.program === undefined ? server.restart() : showOutput(title, server.program, args, await environmentWithKeys(secrets));
  const commands: Record<string, () => unknown> = {
    ...review.commands,
    ...assistCommands,
    "codeassist.trigger": () => run("editor.action.inlineSuggest.trigger"),
    "codeassist.showMenu": () => showMenu(bar.shown),
    "codeassist.setKey": () => setKey(secrets),
    "codeassist.doctor": () => show("CodeAssist is looking at itself", "doctor"),
    "codeassist.showUsage": () => show("CodeAssist counts what was asked", "usage"),
    "codeassist.showRouting": () => show("CodeAssist looks who would be asked", "route", "fix"),
    "codeassist.openLog": () => log.show(),
    "codeassist.restart": () => server.restart(),
    "codeassist.openSettings": () => openSettings("@ext:codeassist.codeassist"),
    "codeassist.openWalkthrough": () => run("workbench.action.openWalkthrough", "codeassist.codeassist#start", false),
    "codeassist.openServerSetting": () => openSettings("codeassist.server.path"),
  };
  return Object.entries(commands).map(([id, command]) => vscode.commands.registerCommand(id, command));
}

// Where extensions run on another machine, settings of machine scope are that machine's, and the page of the user's own lacks them.
function openSettings(query: string): Thenable<unknown> {
  const page = vscode.env.remoteName === undefined ? "workbench.action.openSettings" : "workbench.action.openRemoteSettings";
  return vscode.commands.executeCommand(page, { query });
}

// The server knows what can be done now; while there is none, it can be found out why, and mended.
async function showMenu({ state, message }: Shown): Promise<unknown> {
  if (state === "stopped" || state === "starting") {
    return messageWithButtons("warning", message, [
      "codeassist.openLog",
      "codeassist.doctor",
      "codeassist.openSettings",
      "codeassist.restart",
    ]);
  }

  const editor = vscode.window.activeTextEditor;
  const inFront = { document: editor !== undefined, selection: editor?.selection.isEmpty === false };
  const chosen = await vscode.commands.executeCommand<string | null>("codeassist.menu", inFront);
  return chosen && vscode.commands.executeCommand(chosen);
}

/** What a verb of the program prints, also when it ends with a failure, as a document. */
async function showOutput(title: string, program: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const look = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const content = await vscode.window.withProgress(look, (_, token) => {
    return new Promise<string>((resolve) => {
      const child = execFile(program, args, { cwd: homedir(), env, timeout: 120_000 }, (error, output, errors) => {
        resolve(token.isCancellationRequested ? "" : output || errors || (error?.message ?? ""));
      });
      token.onCancellationRequested(() => child.kill());
    });
  });
  if (content !== "") {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: "plaintext" }));
  }
}
