// Reviews: asks the server for them, and shows what it answers until the next one.
import * as vscode from "vscode";
import type { ExecuteCommandSignature } from "vscode-languageclient/node";
import { tellWhy } from "./messages";
import type { ReviewReport } from "./review-report";
import { ReviewThreads } from "./review-threads";
import { ReviewTree } from "./review-tree";

const run = vscode.commands.executeCommand;

export class Review {
  readonly #tree = new ReviewTree();
  readonly #threads = new ReviewThreads();

  readonly commands = {
    "codeassist.reviewChanges": () => ask("WorkingTree"),
    "codeassist.reviewStaged": () => ask("Staged"),
    "codeassist.reviewBranch": () => ask("Branch"),
    "codeassist.reviewFile": () => ask("File"),
    "codeassist.reviewSelection": () => ask("Selection", { range: vscode.window.activeTextEditor?.selection }),
  };

  /** Stands around every command of the server, whoever runs it. Without an argument it is about what is in front of the user. */
  readonly aroundCommand = async (command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> => {
    try {
      switch (command) {
        case "codeassist.review":
          return this.#shown(await next(command, args)) && (await run("codeassist.review.focus", { preserveFocus: true }));
        case "codeassist.dismissFinding":
          return this.#shown(await next(command, [named(args[0])]));
        default:
          return await next(command, args.length === 0 ? [inFront()] : args);
      }
    } catch (error) {
      tellWhy(error);
      return undefined;
    }
  };

  /** @param report nothing of a server that has reviewed nothing */
  show(report: ReviewReport | undefined): void {
    this.#tree.show(report);
    this.#threads.show(report);
    void run("setContext", "codeassist.reviewed", report !== undefined);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#threads.dispose();
  }

  #shown(answer: unknown): boolean {
    const report = answer as ReviewReport | null;
    if (report) {
      this.show(report);
    }

    return report !== null;
  }
}

// A code action's argument, a line of the view or a comment: each has the finding's id, and much that is the editor's own.
function named(finding: unknown): object {
  const { id, scope } = finding as { id: string; scope?: string };
  return { id, scope };
}

/** What is in front of the user: the document and what is selected in it. */
export function inFront(editor = vscode.window.activeTextEditor): object {
  const range = editor?.selection.isEmpty === false ? { range: editor.selection } : {};
  return editor ? { uri: editor.document.uri.toString(), ...range } : {};
}

function ask(subject: "WorkingTree" | "Staged" | "Branch" | "File" | "Selection", more: object = {}): Thenable<unknown> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  // Of several folders the one is meant whose file is in front; a file that is in none can be reviewed alone.
  const isMeant = uri && (subject === "File" || subject === "Selection" || vscode.workspace.getWorkspaceFolder(uri));
  return run("codeassist.review", { subject, ...(isMeant ? { uri: uri.toString() } : {}), ...more });
}
