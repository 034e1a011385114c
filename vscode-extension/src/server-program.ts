// Where the language server is: named by the user, inside this extension, or built in the checkout that this extension lies in.
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { thisMachine, unmet, type Requirements } from "./requirements";

/** A program that can be started, or what is missing, for people. */
export type ServerProgram = { readonly found: string } | { readonly missing: string };

const name = process.platform === "win32" ? "codeassist.exe" : "codeassist";

export function findServer(context: vscode.ExtensionContext): ServerProgram {
  const named = vscode.workspace.getConfiguration("codeassist").get<string>("server.path", "");
  if (named !== "") {
    return existsSync(named)
      ? suited(named)
      : { missing: `The language server '${named}', which the setting codeassist.server.path names, is not there.` };
  }

  // A package for another platform has a program of another name: what it says of itself is there either way.
  const inside = path.join(context.extensionPath, "server");
  const built = path.join(context.extensionPath, "..", "artifacts", "app");
  const folder = [inside, built].find((place) => existsSync(path.join(place, name)) || existsSync(path.join(place, requirementsFile)));
  return folder === undefined
    ? { missing: "This installation of CodeAssist has no language server for this computer." }
    : suited(path.join(folder, name));
}

const requirementsFile = "requirements.json";

function suited(program: string): ServerProgram {
  const requirements = requirementsOf(program);
  const missing = requirements && unmet(requirements, thisMachine());
  return missing === undefined ? { found: program } : { missing };
}

// A server without the file was built on this machine; one with a file that cannot be read says more when it is started.
function requirementsOf(program: string): Requirements | undefined {
  try {
    return JSON.parse(readFileSync(path.join(path.dirname(program), requirementsFile), "utf8")) as Requirements;
  } catch {
    return undefined;
  }
}
