// What the server says beyond the language server protocol: docs/protocol.md.
import { NotificationType, RequestType } from "vscode-languageclient/node";

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

export interface Pick {
  readonly title: string;
  readonly placeholder?: string;
  readonly items: readonly PickItem[];
}

export interface PickItem {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Heading of those that belong together, which follow each other. */
  readonly group?: string;
  readonly icon?: string;
}

export const pickRequest = new RequestType<Pick, { id: string } | null, never>("codeassist/pick");

/** A page with the same id takes the place of the one before. */
export type Page = Readonly<Record<"id" | "title" | "html", string>>;

export const showPageNotification = new NotificationType<Page>("codeassist/showPage");
