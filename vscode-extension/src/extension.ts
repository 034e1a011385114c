// The VS Code side of CodeAssist: starts the language server and shows what it says. Whatever is decided is decided there.
import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { tellOfOtherProvider } from "./other-providers";
import { Review } from "./review";
import { Server } from "./server";
import { StatusBar } from "./status-bar";
import { tellOfGuardedSettings } from "./workspace-settings";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("CodeAssist", { log: true });
  const bar = new StatusBar();
  const review = new Review();
  server = new Server(context, log, bar, review);
  context.subscriptions.push(log, bar, review, ...registerCommands(context, server, bar, review, log));
  await server.restart();
  void tellOfOtherProvider(context);
  void tellOfGuardedSettings(context);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
