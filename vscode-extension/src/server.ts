// The language server's life: found, started, restarted after a crash, given up when it cannot live.
import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type CloseHandlerResult,
} from "vscode-languageclient/node";
import { messageWithButtons } from "./messages";
import { statusNotification } from "./protocol";
import { findServer } from "./server-program";
import type { StatusBar } from "./status-bar";

const mostRestarts = 4;
const restartWindowMilliseconds = 3 * 60 * 1000;

// Files, what was never saved, and cells of notebooks. Other schemes (diffs, output, virtual file systems) are left alone.
const served = [{ scheme: "file" }, { scheme: "untitled" }, { scheme: "vscode-notebook-cell" }];

export class Server implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #bar: StatusBar;
  readonly #subscriptions: vscode.Disposable[] = [];
  #client: LanguageClient | undefined;
  #crashes: number[] = [];

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, bar: StatusBar) {
    this.#context = context;
    this.#log = log;
    this.#bar = bar;
    this.#subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(async (change) => {
        if (startSettings(context).some((key) => change.affectsConfiguration(`codeassist.${key}`))) {
          await this.restart();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
    );
  }

  /** The program that runs or would run, for commands that call it themselves. */
  get program(): string | undefined {
    const program = findServer(this.#context);
    return "found" in program ? program.found : undefined;
  }

  async start(): Promise<void> {
    const program = findServer(this.#context);
    if ("missing" in program) {
      this.#bar.show({ state: "stopped", message: program.missing });
      this.#log.error(program.missing);
      void messageWithButtons("error", program.missing, ["codeassist.openServerSetting", "codeassist.openLog"]);
      return;
    }

    this.#bar.show({ state: "starting", message: "The language server is starting." });
    this.#log.info(`Starting ${program.found}`);
    const client = this.#createClient(program.found);
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#bar.show({ state: "stopped", message: "The language server did not start." });
      this.#log.error(`The language server did not start: ${String(error)}`);
      void messageWithButtons("error", "CodeAssist's language server did not start.", ["codeassist.openLog", "codeassist.restart"]);
    }
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isRunning() === true) {
      await client.stop();
    }

    await client?.dispose();
  }

  /** Also after it was given up: the user may have mended what was wrong. */
  async restart(): Promise<void> {
    this.#crashes = [];
    await this.stop();
    await this.start();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #createClient(program: string): LanguageClient {
    const client = new LanguageClient(
      "codeassist",
      "CodeAssist",
      // Not started in the workspace: nothing of a repository may steer a program of ours.
      { command: program, args: ["lsp", "--settings", JSON.stringify(startValues(this.#context))], options: { cwd: homedir() } },
      {
        documentSelector: served,
        outputChannel: this.#log,
        traceOutputChannel: this.#log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationOptions: { workspaceTrust: vscode.workspace.isTrusted ? "trusted" : "untrusted" },
        initializationFailedHandler: () => false,
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: () => this.#crashed(),
        },
      },
    );
    client.onNotification(statusNotification, (status) => {
      const before = this.#bar.shown;
      this.#bar.show(status);
      if (status.state === "failed" && (before.state !== "failed" || before.message !== status.message)) {
        void messageWithButtons("error", status.message, ["codeassist.doctor", "codeassist.openSettings", "codeassist.openLog"]);
      }
    });
    client.onDidChangeState(({ newState }) => {
      void vscode.commands.executeCommand("setContext", "codeassist.running", newState === State.Running);
    });
    return client;
  }

  #crashed(): CloseHandlerResult {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < restartWindowMilliseconds), now];
    if (this.#crashes.length > mostRestarts) {
      const message = `CodeAssist's language server ended ${this.#crashes.length} times within three minutes and is not started again.`;
      this.#bar.show({ state: "stopped", message });
      void messageWithButtons("error", message, ["codeassist.openLog", "codeassist.doctor", "codeassist.restart"]);
      return { action: CloseAction.DoNotRestart, message, handled: true };
    }

    const message = "CodeAssist's language server ended unexpectedly and was started again.";
    this.#bar.show({ state: "starting", message: "The language server is starting again." });
    if (this.#crashes.length === 1) {
      void messageWithButtons("warning", message, ["codeassist.openLog"]);
    }

    return { action: CloseAction.Restart, message, handled: true };
  }
}

/** The settings that the server is started with: VS Code reads those of machine scope from the user alone, never from a workspace. */
function startSettings(context: vscode.ExtensionContext): string[] {
  const manifest = context.extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, { scope?: string }> } };
  };
  return Object.entries(manifest.contributes.configuration.properties)
    .filter(([, { scope }]) => scope === "machine")
    .map(([key]) => key.replace(/^codeassist\./, ""));
}

function startValues(context: vscode.ExtensionContext): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("codeassist");
  return Object.fromEntries(
    startSettings(context)
      .map((key) => [key, configuration.inspect(key)?.globalValue] as const)
      .filter(([, value]) => value !== undefined),
  );
}
