// What the server asks with a list, a line to type or of other language servers, and the pages that it shows: docs/protocol.md.
import * as vscode from "vscode";
import type { LanguageClient, Position } from "vscode-languageclient/node";
import { askTextRequest, definitionsRequest, pickRequest, showPageNotification, type Page, type Pick, type Question } from "./protocol";

// Whatever is in a page: it runs nothing and loads nothing. A link of it can answer a question of the server, and do nothing else.
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
const pages = new Map<string, vscode.WebviewPanel>();

/** Before the client starts. */
export function offerDialogs(client: LanguageClient): void {
  client.registerFeature({
    fillClientCapabilities: (capabilities) =>
      (capabilities.experimental = { codeassist: { pick: true, text: true, page: true, answer: true, definitions: true } }),
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  });
  client.onRequest(pickRequest, pick);
  client.onRequest(askTextRequest, askText);
  client.onNotification(showPageNotification, showPage);
  client.onRequest(definitionsRequest, async ({ uri, positions }) => {
    const ask = ({ line, character }: Position): Thenable<(vscode.Location & Partial<vscode.LocationLink>)[]> =>
      vscode.commands.executeCommand("vscode.executeDefinitionProvider", vscode.Uri.parse(uri), new vscode.Position(line, character));
    const places = (await Promise.all(positions.map(ask))).flat();
    const found = places.map((place) => new vscode.Location(place.targetUri ?? place.uri, place.targetRange ?? place.range));
    return found.map((place) => client.code2ProtocolConverter.asLocation(place));
  });
}

async function pick({ title, placeholder = "", items }: Pick, token: vscode.CancellationToken): Promise<{ id: string } | null> {
  const entries = items.flatMap(({ label, description = "", detail = "", group, icon, id }, index) => [
    ...(group === items[index - 1]?.group ? [] : [{ label: group ?? "", kind: vscode.QuickPickItemKind.Separator, id: "" }]),
    { label: icon === undefined ? label : `$(${icon}) ${label}`, description, detail, id },
  ]);
  const look = { title, placeHolder: placeholder, matchOnDescription: true, matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick(entries, look, token);
  return chosen ? { id: chosen.id } : null;
}

async function askText({ title, prompt }: Question, token: vscode.CancellationToken): Promise<{ text: string } | null> {
  const text = await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true }, token);
  return text === undefined ? null : { text };
}

function showPage({ id, title, html, isRefresh = false }: Page): void {
  let panel = pages.get(id);
  if (panel === undefined) {
    if (isRefresh) return;
    const look = { enableFindWidget: true, localResourceRoots: [], enableCommandUris: ["codeassist.answer"] };
    panel = vscode.window.createWebviewPanel("codeassist.page", title, vscode.ViewColumn.Active, look);
    pages.set(id, panel);
    panel.onDidDispose(() => pages.delete(id));
  }

  panel.title = title;
  panel.webview.html = policy + html;
  if (!isRefresh) panel.reveal();
}
