// The settings that the server is started with: VS Code reads those of machine scope from the user alone, never from a workspace.
import * as vscode from "vscode";

/** Their keys below `codeassist`. */
export function startSettings(context: vscode.ExtensionContext): string[] {
  const manifest = context.extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, { scope?: string }> } };
  };
  return Object.entries(manifest.contributes.configuration.properties)
    .filter(([, { scope }]) => scope === "machine")
    .map(([key]) => key.replace(/^codeassist\./, ""));
}

/** What the user chose of them. */
export function startValues(context: vscode.ExtensionContext): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("codeassist");
  return Object.fromEntries(
    startSettings(context)
      .map((key) => [key, configuration.inspect(key)?.globalValue] as const)
      .filter(([, value]) => value !== undefined),
  );
}
