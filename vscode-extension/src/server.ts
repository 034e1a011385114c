// The language server's life: found, started, started again after a crash, given up when it cannot live.
import * as vscode from "vscode";
import { environmentWithKeys } from "./keys";
import { messageWithButtons } from "./messages";
import type { Status } from "./protocol";
import type { Review } from "./review";
import { findServer } from "./server-program";
import { ServerRun } from "./server-run";
import { startArguments, startSettings } from "./start-settings";
import type { StatusBar } from "./status-bar";
import { Transitions } from "./transitions";

const mostRestarts = 4;
const restartWindowMilliseconds = 3 * 60 * 1000;

export class Server {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #bar: StatusBar;
  readonly #review: Review;
  readonly #transitions = new Transitions();
  #run: ServerRun | undefined;
  #crashes: number[] = [];

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, bar: StatusBar, review: Review) {
    this.#context = context;
    this.#log = log;
    this.#bar = bar;
    this.#review = review;
    context.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(async (change) => {
        if (startSettings.some((key) => change.affectsConfiguration(`codeassist.${key}`))) {
          await this.restart();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
      context.secrets.onDidChange(() => this.restart()),
    );
  }

  /** The program that runs or would run, for commands that call it themselves. */
  get program(): string | undefined {
    const program = findServer(this.#context);
    return "found" in program ? program.found : undefined;
  }

  /** Starts it, in place of the one that runs. Also after it was given up: the user may have mended what was wrong. */
  restart(): Promise<void> {
    this.#crashes = [];
    return this.#renew();
  }

  stop(): Promise<void> {
    return this.#transitions.request(() => this.#end());
  }

  #renew(): Promise<void> {
    return this.#transitions.request(async (newer) => {
      await this.#end();
      if (!newer.aborted) {
        await this.#begin(newer);
      }
    });
  }

  async #end(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    await run?.stop();
  }

  async #begin(newer: AbortSignal): Promise<void> {
    const program = findServer(this.#context);
    if ("missing" in program) {
      this.#bar.show({ state: "stopped", message: program.missing });
      this.#log.error(program.missing);
      void messageWithButtons("error", program.missing, ["codeassist.openServerSetting", "codeassist.openLog"]);
      return;
    }

    this.#bar.show({ state: "starting", message: "The language server is starting." });
    this.#review.show(undefined);
    this.#log.info(`Starting ${program.found}`);
    const args = ["lsp", ...startArguments()];
    const events = { status: this.#tell, crashed: this.#crashed, command: this.#review.aroundCommand };
    try {
      const env = await environmentWithKeys(this.#context);
      this.#run = await ServerRun.start(program.found, args, env, this.#log, events, newer);
    } catch (error) {
      if (!newer.aborted) {
        this.#bar.show({ state: "stopped", message: "The language server did not start." });
        this.#log.error(`The language server did not start: ${String(error)}`);
        void messageWithButtons("error", "CodeAssist's language server did not start.", ["codeassist.openLog", "codeassist.restart"]);
      }
    }
  }

  readonly #tell = (status: Status): void => {
    const before = this.#bar.shown;
    this.#bar.show(status);
    if (status.state === "failed" && (before.state !== "failed" || before.message !== status.message)) {
      void messageWithButtons("error", status.message, ["codeassist.doctor", "codeassist.openSettings", "codeassist.openLog"]);
    }
  };

  readonly #crashed = (): void => {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < restartWindowMilliseconds), now];
    if (this.#crashes.length > mostRestarts) {
      const message = `CodeAssist's language server ended ${this.#crashes.length} times within three minutes and is not started again.`;
      this.#bar.show({ state: "stopped", message });
      void messageWithButtons("error", message, ["codeassist.openLog", "codeassist.doctor", "codeassist.restart"]);
      return;
    }

    this.#bar.show({ state: "starting", message: "The language server is starting again." });
    if (this.#crashes.length === 1) {
      void messageWithButtons("warning", "CodeAssist's language server ended unexpectedly and is started again.", ["codeassist.openLog"]);
    }

    void this.#renew();
  };
}
