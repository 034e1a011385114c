// What the server says beyond the language server protocol: docs/protocol.md.
import { NotificationType } from "vscode-languageclient/node";

export type State = "loading" | "ready" | "thinking" | "paused" | "off" | "slow" | "degraded" | "failed";

export interface Status {
  readonly state: State;
  /** One sentence for people. */
  readonly message: string;
  readonly model?: string;
  readonly device?: string;
  /** While the model loads. */
  readonly percent?: number;
  readonly localOnly?: LocalOnly;
}

/** Why nothing leaves this machine; absent when something may. */
export interface LocalOnly {
  /** Whether the user switched it on, and so can switch it off. */
  readonly chosen: boolean;
  /** Whether the user keeps the repositories of all open folders on this machine. */
  readonly private: boolean;
  readonly message: string;
}

export const statusNotification = new NotificationType<Status>("codeassist/status");
