// The commands that belong to the editor. Those that belong to the server are registered by its own announcement.
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { assistCommands } from "./assist";
import { environmentWithKeys, setKey } from "./keys";
import { showMenu } from "./menu";
import type { Review } from "./review";
import type { Server } from "./server";
import type { StatusBar } from "./status-bar";

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

async function showOutput(title: string, program: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const text = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    outputOf(program, args, env, token),
  );
  if (text !== undefined) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: text, language: "plaintext" }));
  }
}

/** What a verb of the program prints, also when it ends with a failure; nothing when the user cancelled. */
function outputOf(program: string, args: string[], env: NodeJS.ProcessEnv, token: vscode.CancellationToken): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: homedir(), env, timeout: 120_000 }, (error, output, errors) => {
      resolve(token.isCancellationRequested ? undefined : output || errors || (error?.message ?? ""));
    });
    token.onCancellationRequested(() => child.kill());
  });
}
