// What the server says beyond the language server protocol: docs/protocol.md.
import { NotificationType, RequestType, type Location, type Position } from "vscode-languageclient/node";

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
  /** Who does the last task, or did it, in a few letters and in a sentence. */
  readonly task?: Readonly<Record<"label" | "message", string>>;
}

/**
 * Why nothing leaves this machine; absent when something may. `chosen`: whether the user switched it on, and so can switch it off;
 * `private`: whether the user keeps the repositories of all open folders here.
 */
export type LocalOnly = Readonly<{ chosen: boolean; private: boolean; message: string }>;

export const statusNotification = new NotificationType<Status>("codeassist/status");

export type Pick = Readonly<{ title: string; placeholder?: string; items: readonly PickItem[] }>;

/** Items of a group follow each other; its name is their heading. */
export type PickItem = Readonly<Record<"id" | "label", string> & Partial<Record<"description" | "detail" | "group" | "icon", string>>>;

export const pickRequest = new RequestType<Pick, { id: string } | null, never>("codeassist/pick");

export type Question = Readonly<Record<"title" | "prompt", string>>;

export const askTextRequest = new RequestType<Question, { text: string } | null, never>("codeassist/askText");

/** A page with the same id takes the place of the one before. */
export type Page = Readonly<Record<"id" | "title" | "html", string>> & { readonly isRefresh?: boolean };

export const showPageNotification = new NotificationType<Page>("codeassist/showPage");

/** On names of an open document, and where they are defined. */
export const definitionsRequest = new RequestType<{ uri: string; positions: Position[] }, Location[], never>("codeassist/definitions");
