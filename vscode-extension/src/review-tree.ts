// The review view: what was found and where, what was not looked at and why.
import * as vscode from "vscode";
import type { Coverage, Dismissal, EarlierFinding, Finding, ReviewReport } from "./review-report";

type Entry = vscode.TreeItem & { readonly below: Entry[] };

export class ReviewTree implements vscode.TreeDataProvider<Entry> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #entries: Entry[] = [];

  readonly getTreeItem = (entry: Entry) => entry;
  readonly getChildren = (entry?: Entry) => entry?.below ?? this.#entries;
  readonly #view = vscode.window.createTreeView("codeassist.review", { treeDataProvider: this });

  show(report: ReviewReport | undefined): void {
    this.#entries = report === undefined ? [] : entriesOf(report);
    this.#view.message = report?.summary ?? "";
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#view.dispose();
  }
}

function entriesOf(report: ReviewReport): Entry[] {
  const { verdict, subject, findings, silent, notices, changeSummary, account, coverage, carried, fixed, dismissed } = report;
  const iconPath = new vscode.ThemeIcon({ Complete: "pass", Partial: "warning", Failed: "error" }[verdict]);
  const absent = silent.map(({ reviewer, why }) => line(`${reviewer} did not take part`, why));
  const told = [...changeSummary.split("\n"), account, ...notices].filter(Boolean).map((text) => line(text));
  const unread = coverage.filter(({ state }) => state === "Partial" || state === "Failed");
  const skipped = coverage.filter(({ state }) => state === "Skipped");
  return [
    entryOf(verdict, { description: subject, iconPath }, [...told, ...absent]),
    ...Array.from(new Set(findings.map(({ path }) => path)), (path) => file(report, path)),
    ...group("Not reviewed", unread, uncovered),
    ...group("Not looked at again", carried, earlier),
    ...group("Fixed since the last review", fixed, earlier),
    ...group("Dismissed", dismissed, dismissal, false),
    ...group("Skipped", skipped, uncovered, false),
  ];
}

function file({ root, findings }: ReviewReport, path: string): Entry {
  const found = findings.filter((finding) => finding.path === path).map((finding) => foundAt(placeOf(root, finding), finding));
  return entryOf(path, { resourceUri: uriOf(root, path), iconPath: vscode.ThemeIcon.File }, found);
}

function foundAt({ uri, range }: vscode.Location, { id, message, reviewer, rule, severity, place, novelty, description }: Finding): Entry {
  const level = severity === "Note" ? "Info" : severity;
  const about = [rule, reviewer, place && `line ${place.line}`, novelty === "Late" && "found late"].filter(Boolean).join(" · ");
  return entryOf(message, {
    id,
    description: about,
    tooltip: `${message}\n\n${description}\n\n${about}`,
    iconPath: new vscode.ThemeIcon(level.toLowerCase(), new vscode.ThemeColor(`problems${level}Icon.foreground`)),
    contextValue: "finding",
    command: { title: "Open", command: "vscode.open", arguments: [uri, { selection: range }] },
  });
}

/** For a finding about a whole file, the file's beginning. */
export function placeOf(root: string, { path, place }: Finding): vscode.Location {
  const { line, column, endLine, endColumn } = place ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return new vscode.Location(uriOf(root, path), new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1));
}

const uriOf = (root: string, path: string) => vscode.Uri.joinPath(vscode.Uri.file(root), path);

const earlier = ({ message, rule, path }: EarlierFinding) => line(message, `${rule} · ${path}`);
const dismissal = ({ finding, reason }: Dismissal) => entryOf(finding.message, { description: finding.rule }, [line(reason)]);
const uncovered = ({ path, reasons }: Coverage) => line(path || "The change as a whole", reasons.join(" "));
const line = (label: string, description = "") => entryOf(label, { description, tooltip: `${label}\n\n${description}`.trim() });

function group<T>(label: string, items: readonly T[], look: (item: T) => Entry, isOpen = true): Entry[] {
  const below = items.map((item) => look(item));
  return below.length === 0 ? [] : [entryOf(label, { description: String(below.length) }, below, isOpen)];
}

function entryOf(label: string, look: Partial<vscode.TreeItem>, below: Entry[] = [], isOpen = true): Entry {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  return Object.assign(new vscode.TreeItem(label, below.length === 0 ? None : isOpen ? Expanded : Collapsed), look, { below });
}
