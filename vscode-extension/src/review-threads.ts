// Findings as comments in the text: what is wrong there, why it matters, and who else says so.
import * as vscode from "vscode";
import type { Finding, ReviewReport } from "./review-report";
import { placeOf } from "./review-tree";

export class ReviewThreads {
  readonly #controller = vscode.comments.createCommentController("codeassist.review", "CodeAssist");
  #threads: vscode.CommentThread[] = [];

  show(report: ReviewReport | undefined): void {
    vscode.Disposable.from(...this.#threads).dispose();
    this.#threads = report?.findings.map((finding) => this.#thread(placeOf(report.root, finding), finding)) ?? [];
  }

  readonly dispose = (): void => this.#controller.dispose();

  #thread({ uri, range }: vscode.Location, finding: Finding): vscode.CommentThread {
    const comment = { author: { name: "CodeAssist" }, body: text(finding), mode: vscode.CommentMode.Preview };
    const collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    const look = { label: finding.rule, canReply: false, collapsibleState, contextValue: "finding" };
    return Object.assign(this.#controller.createCommentThread(uri, range, [comment]), look, { id: finding.id });
  }
}

// What reviewers and tools say may hold anything: it is shown as text, not as Markdown or HTML, and no command in it can be run.
// VS Code's own way to escape makes every space one that no line breaks at.
function text({ message, description, evidence }: Finding): vscode.MarkdownString {
  const paragraphs = [message, description, ...evidence.map(({ source, text }) => `${source}: ${text}`)];
  return new vscode.MarkdownString(paragraphs.map((paragraph) => paragraph.trim().replace(/[!-/:-@[-`{-~]/g, "\\$&")).join("\n\n"));
}
