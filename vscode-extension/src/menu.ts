// The status bar's menu: only what does something now.
import * as vscode from "vscode";
import { localOnly, type Shown } from "./status-bar";

interface Entry extends vscode.QuickPickItem {
  readonly command?: string;
}

export async function showMenu(shown: Shown): Promise<void> {
  const chosen = await vscode.window.showQuickPick(entries(shown), { title: "CodeAssist", placeHolder: shown.message });
  if (chosen?.command !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}

function entries(shown: Shown): Entry[] {
  const isRunning = shown.state !== "stopped" && shown.state !== "starting";
  return [...(isRunning ? serverEntries(shown) : []), ...ownEntries];
}

function serverEntries(shown: Shown): Entry[] {
  const local = localOnly(shown);
  const editor = vscode.window.activeTextEditor;
  return [
    ...(shown.state === "off" ? [] : suggestionEntries(shown)),
    ...reviewEntries,
    ...(editor ? fileEntries : []),
    ...(editor?.selection.isEmpty === false ? selectionEntries : []),
    { label: "$(question) Why was there (no) suggestion?", command: "codeassist.explainLast" },
    {
      label: local?.chosen === true ? "$(unlock) Switch local-only off" : "$(lock) Switch local-only on",
      ...(local === undefined ? {} : { detail: local.message }),
      command: "codeassist.toggleLocalOnly",
    },
    {
      label: local?.private === true ? "$(unlock) This repository is no longer private" : "$(lock) Keep this repository on this machine",
      command: "codeassist.togglePrivate",
    },
    { label: "", kind: vscode.QuickPickItemKind.Separator },
  ];
}

function suggestionEntries(shown: Shown): Entry[] {
  return [
    { label: "$(sparkle) Suggest now", command: "codeassist.trigger" },
    shown.state === "paused"
      ? { label: "$(debug-start) Resume suggestions", command: "codeassist.resume" }
      : { label: "$(debug-pause) Snooze suggestions", command: "codeassist.snooze" },
  ];
}

const reviewEntries: readonly Entry[] = [
  { label: "$(checklist) Review changes", command: "codeassist.reviewChanges" },
  { label: "$(checklist) Review staged changes", command: "codeassist.reviewStaged" },
  { label: "$(git-branch) Review against a branch…", command: "codeassist.reviewBranch" },
];

const fileEntries: readonly Entry[] = [
  { label: "$(file) Review this file", command: "codeassist.reviewFile" },
  { label: "$(comment) Explain the selection or this file", command: "codeassist.explainLines" },
];

const selectionEntries: readonly Entry[] = [
  { label: "$(selection) Review the selection", command: "codeassist.reviewSelection" },
  { label: "$(edit) Change the selection…", command: "codeassist.changeLines" },
];

const ownEntries: readonly Entry[] = [
  { label: "$(key) Set an API key…", command: "codeassist.setKey" },
  { label: "$(graph) Usage and costs", command: "codeassist.showUsage" },
  { label: "$(milestone) Who would be asked?", command: "codeassist.showRouting" },
  { label: "$(pulse) Run doctor", command: "codeassist.doctor" },
  { label: "$(output) Open log", command: "codeassist.openLog" },
  { label: "$(book) Walkthrough", command: "codeassist.openWalkthrough" },
  { label: "$(gear) Settings", command: "codeassist.openSettings" },
  { label: "$(debug-restart) Restart the language server", command: "codeassist.restart" },
];
