// Where the language server is: named by the user, inside this extension, or built in the checkout that this extension lies in.
import { existsSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";

/** A program that can be started, or one sentence on what is missing. */
export type ServerProgram = { readonly found: string } | { readonly missing: string };

const name = process.platform === "win32" ? "codeassist.exe" : "codeassist";

export function findServer(context: vscode.ExtensionContext): ServerProgram {
  const named = vscode.workspace.getConfiguration("codeassist").get<string>("server.path", "");
  if (named !== "") {
    return existsSync(named)
      ? { found: named }
      : { missing: `The language server '${named}', which the setting codeassist.server.path names, is not there.` };
  }

  const places = [path.join(context.extensionPath, "server", name), path.join(context.extensionPath, "..", "artifacts", "app", name)];
  const found = places.find((place) => existsSync(place));
  return found === undefined ? { missing: "This installation of CodeAssist has no language server for this computer." } : { found };
}
