// A review as the server tells it (docs/protocol.md). Paths are relative to the root; lines and columns count from one.

export interface ReviewReport {
  /** What was reviewed. */
  readonly subject: string;
  readonly root: string;
  readonly verdict: "Complete" | "Partial" | "Failed";
  /** One sentence for people. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly dismissed: readonly Dismissal[];
  readonly fixed: readonly EarlierFinding[];
  /** What the review before had and nobody could look at now. */
  readonly carried: readonly EarlierFinding[];
  readonly coverage: readonly Coverage[];
  readonly silent: readonly { readonly reviewer: string; readonly why: string }[];
  readonly notices: readonly string[];
  /** What the change does; empty where no model took part, as is what models were asked and what it cost. */
  readonly changeSummary: string;
  readonly account: string;
}

export interface Finding {
  readonly id: string;
  readonly reviewer: string;
  readonly rule: string;
  readonly severity: "Note" | "Warning" | "Error";
  readonly path: string;
  /** Null for the file as a whole. */
  readonly place: { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number } | null;
  readonly message: string;
  readonly description: string;
  /** Late: found now in text that the review before had read too. */
  readonly novelty: "New" | "Open" | "Late";
  readonly evidence: readonly { readonly source: string; readonly text: string }[];
}

export type Dismissal = Readonly<{ finding: Finding; reason: string }>;

export type EarlierFinding = Pick<Finding, "rule" | "path" | "message">;

/** What became of a changed file; without a path, of the change as a whole. */
export type Coverage = Readonly<{ path: string; state: "Reviewed" | "Partial" | "Skipped" | "Failed"; reasons: readonly string[] }>;
