// The one item in the status bar: how the server is, in a word and an icon, and a menu of what can be done about it.
import * as vscode from "vscode";
import type { State, Status } from "./protocol";

/** What is shown before the server speaks and after it has gone. */
export type Shown = Status | { readonly state: "starting" | "stopped"; readonly message: string };

/** An icon, and what colours the item while something is wrong. */
const looks: Record<State | "starting" | "stopped", readonly [icon: string, trouble?: "warning" | "error"]> = {
  starting: ["$(loading~spin)"],
  loading: ["$(loading~spin)"],
  ready: ["$(sparkle)"],
  thinking: ["$(sync~spin)"],
  paused: ["$(debug-pause)"],
  off: ["$(circle-slash)"],
  slow: ["$(watch)"],
  degraded: ["$(warning)", "warning"],
  failed: ["$(error)", "error"],
  stopped: ["$(error)", "error"],
};

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("codeassist.status", vscode.StatusBarAlignment.Right, 100);
  #shown: Shown = { state: "starting", message: "The language server is starting." };

  constructor() {
    this.#item.name = "CodeAssist";
    this.#item.command = "codeassist.showMenu";
    this.show(this.#shown);
    this.#item.show();
  }

  get shown(): Shown {
    return this.#shown;
  }

  show(shown: Shown): void {
    this.#shown = shown;
    const [icon, trouble] = looks[shown.state];
    const local = "localOnly" in shown ? shown.localOnly : undefined;
    const lock = local?.chosen === true || local?.private === true ? " $(lock)" : "";
    const percent = "percent" in shown ? ` ${shown.percent} %` : "";
    this.#item.text = `${icon} CodeAssist${percent}${lock}`;
    this.#item.tooltip = [`CodeAssist: ${shown.message}`, local?.message].filter(Boolean).join("\n");
    this.#item.accessibilityInformation = { label: this.#item.tooltip };
    this.#item.backgroundColor = trouble && new vscode.ThemeColor(`statusBarItem.${trouble}Background`);
  }

  readonly dispose = (): void => this.#item.dispose();
}
