// Reviews: asks the server for them, and shows what it answers until the next one.
import * as vscode from "vscode";
import type { ExecuteCommandSignature } from "vscode-languageclient/node";
import { inFront } from "./assist";
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
    "codeassist.reviewBranch": () => branch().then((revision) => revision && ask("Branch", { revision })),
    "codeassist.reviewFile": () => ask("File"),
    "codeassist.reviewSelection": () => ask("Selection", { range: vscode.window.activeTextEditor?.selection }),
  };

  /** Stands around every command of the server, whoever runs it. */
  readonly aroundCommand = async (command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> => {
    try {
      switch (command) {
        case "codeassist.review":
          this.show((await next(command, args)) as ReviewReport | undefined);
          return await run("codeassist.review.focus", { preserveFocus: true });
        case "codeassist.dismissFinding":
          await this.#dismiss(args[0], (finding) => next(command, [finding]));
          return undefined;
        case "codeassist.showRouting":
          return await next(command, [inFront()]);
        default:
          return await next(command, args);
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

  /** @param finding a code action's argument, a line of the view or a comment: each has the finding's id */
  async #dismiss(finding: unknown, next: (argument: object) => unknown): Promise<void> {
    const { id, scope } = finding as { id: string; scope?: string };
    const reason = await vscode.window.showInputBox({ title: "Dismiss", prompt: "Why? (kept with the dismissal)" });
    if (reason !== undefined) {
      this.show((await next({ id, scope, reason })) as ReviewReport | undefined);
    }
  }
}

function ask(subject: "WorkingTree" | "Staged" | "Branch" | "File" | "Selection", more: object = {}): Thenable<unknown> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  // Of several folders the one is meant whose file is in front; a file that is in none can be reviewed alone.
  const isMeant = uri && (subject === "File" || subject === "Selection" || vscode.workspace.getWorkspaceFolder(uri));
  return run("codeassist.review", { subject, ...(isMeant ? { uri: uri.toString() } : {}), ...more });
}

async function branch(): Promise<string | undefined> {
  const title = "Review against the branch that the change is meant for";
  const other = "Another branch…";
  const chosen = await vscode.window.showQuickPick(["main", "master", "develop", other], { title });
  return chosen === other ? vscode.window.showInputBox({ title }) : chosen;
}
