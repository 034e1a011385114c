// One run of the language server: its process and the client that talks to it, from the start to the end of both.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { homedir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type ExecuteCommandMiddleware,
} from "vscode-languageclient/node";
import { offerDialogs } from "./dialogs";
import { statusNotification, type Status } from "./protocol";

const startLimitMilliseconds = 60_000;
const exitLimitMilliseconds = 2_000;

// Files, what was never saved, and cells of notebooks. Other schemes (diffs, output, virtual file systems) are left alone.
const served = [{ scheme: "file" }, { scheme: "untitled" }, { scheme: "vscode-notebook-cell" }];

/** What is told of a run while it lasts. */
export interface RunEvents {
  readonly status: (status: Status) => void;
  /** It ended by itself, after it had started. */
  readonly crashed: () => void;
  /** Called in the place of every command of the server. */
  readonly command: NonNullable<ExecuteCommandMiddleware["executeCommand"]>;
}

export class ServerRun {
  readonly #process: ChildProcess;
  readonly #client: LanguageClient;
  #phase: "starting" | "running" | "ending" = "starting";

  private constructor(process: ChildProcess, log: vscode.LogOutputChannel, events: RunEvents) {
    this.#process = process;
    this.#client = new LanguageClient("codeassist", "CodeAssist", () => Promise.resolve(process), {
      documentSelector: served,
      outputChannel: log,
      traceOutputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { workspaceTrust: vscode.workspace.isTrusted ? "trusted" : "untrusted" },
      middleware: { executeCommand: events.command },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        // The client's own way to start again knows no queue: whoever starts runs does that.
        closed: () => ({ action: CloseAction.DoNotRestart, message: "The language server has gone.", handled: true }),
      },
    });
    this.#client.onNotification(statusNotification, events.status);
    offerDialogs(this.#client);
    this.#client.onDidChangeState(({ newState }) => {
      void vscode.commands.executeCommand("setContext", "codeassist.running", newState === State.Running);
      if (newState === State.Stopped && this.#phase === "running") {
        this.#phase = "ending";
        events.crashed();
      }
    });
  }

  /**
   * Starts a server and waits until it listens.
   * @param given up when it fires, as is a server that says nothing for a minute
   * @throws where the program cannot be run, ends at once, or was given up
   */
  static async start(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: vscode.LogOutputChannel,
    events: RunEvents,
    given: AbortSignal,
  ): Promise<ServerRun> {
    // Not started in the workspace: nothing of a repository may steer a program of ours.
    const process = spawn(program, args, { cwd: homedir(), env, windowsHide: true });
    await once(process, "spawn");
    process.on("error", (error) => log.error(`The language server: ${error.message}`));
    process.once("exit", (code, signal) => {
      const how = signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
      log.info(`The language server, process ${process.pid ?? "unknown"}, has ended: ${how}`);
    });
    const run = new ServerRun(process, log, events);
    const end = AbortSignal.any([given, AbortSignal.timeout(startLimitMilliseconds)]);
    const kill = () => process.kill("SIGKILL");
    end.addEventListener("abort", kill);
    try {
      end.throwIfAborted();
      await run.#client.start();
      if (!run.#client.isRunning()) {
        throw new Error("it ended as soon as it had started");
      }

      run.#phase = "running";
      return run;
    } catch (error) {
      if (end.aborted) {
        kill();
      }

      await run.stop();
      throw end.aborted && !given.aborted ? new Error(`it did not answer within ${startLimitMilliseconds / 1000} s`) : error;
    } finally {
      end.removeEventListener("abort", kill);
    }
  }

  /** Ends the server, also one that does not want to. Never throws. */
  async stop(): Promise<void> {
    this.#phase = "ending";
    try {
      await this.#client.dispose();
    } catch {
      // It never ran, or did not answer in time: the process is ended below either way.
    }

    await this.#exited(exitLimitMilliseconds);
    this.#process.kill("SIGKILL");
  }

  async #exited(milliseconds: number): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const waiting = new AbortController();
      await Promise.race([once(this.#process, "exit"), delay(milliseconds, undefined, { signal: waiting.signal, ref: false })]);
      waiting.abort();
    }
  }
}
