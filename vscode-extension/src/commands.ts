// The commands that belong to the editor. Those that belong to the server are registered by its own announcement.
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { environmentWithKeys, setKey } from "./keys";
import { messageWithButtons } from "./messages";
import { inFront, type Review } from "./review";
import type { Server } from "./server";
import { startArguments } from "./start-settings";
import type { Shown, StatusBar } from "./status-bar";

export function registerCommands(
  context: vscode.ExtensionContext,
  server: Server,
  bar: StatusBar,
  review: Review,
  log: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const run = vscode.commands.executeCommand;
  const commands: Record<string, () => unknown> = {
    ...review.commands,
    "codeassist.trigger": () => run("editor.action.inlineSuggest.trigger"),
    "codeassist.showMenu": () => showMenu(bar.shown),
    "codeassist.setKey": () => setKey(context),
    "codeassist.doctor": async () => (server.program ? examine(server.program, await environmentWithKeys(context)) : server.restart()),
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
    const remedies = ["openLog", "doctor", "openSettings", "restart"].map((name) => `codeassist.${name}`);
    return messageWithButtons("warning", message, remedies);
  }

  const chosen = await vscode.commands.executeCommand<string | null>("codeassist.menu", inFront());
  return chosen && vscode.commands.executeCommand(chosen);
}

/** What the doctor says, also when it finds something, as a document. It runs as the server does, or would if it could. */
async function examine(program: string, env: NodeJS.ProcessEnv): Promise<void> {
  const look = { location: vscode.ProgressLocation.Notification, title: "CodeAssist is looking at itself", cancellable: true };
  const content = await vscode.window.withProgress(look, (_, token) => {
    return new Promise<string>((resolve) => {
      const child = execFile(
        program,
        ["doctor", ...startArguments()],
        { cwd: homedir(), env, timeout: 120_000 },
        (error, output, errors) => {
          resolve(token.isCancellationRequested ? "" : output || errors || (error?.message ?? ""));
        },
      );
      token.onCancellationRequested(() => child.kill());
    });
  });
  if (content !== "") {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: "plaintext" }));
  }
}
