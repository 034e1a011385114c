// The real server, host and built-in model in the real VS Code; then chat models: one on this machine, and one elsewhere that is asked only after a yes.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { model, ownAddress, startModel } from "./support/scripted-model.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";

const before = "export function sum(all) {\n  return 0;\n}\n";
const changed = "export function sum(all) {\n  let sum = 1;\n  for (const one of all) sum += one;\n  return sum;\n}\n";
const finding = { line: 2, quote: "let sum = 1", kind: "correctness", severity: "error", message: "The sum begins at one.", replacement: "let sum = 0" };
const slow = { line: 3, quote: "sum += one", kind: "performance", severity: "warning", message: "This could be one call.", replacement: "" };
const claims = (...verdicts) => [JSON.stringify(Object.fromEntries(verdicts.map((verdict, index) => [`claim${index + 1}`, verdict])))];

// At odds with itself over the error, and sure of the warning.
const local = await startModel((question) => (!question.includes("piece1") && !question.includes("You check") ? ["It counts."] : question.includes("You check")
  ? claims({ verdict: "wrong", line: 4, quote: "return sum", why: "It is meant." }, { verdict: "stands", line: 3, quote: "sum += one", why: "It could." })
  : [JSON.stringify({ piece1: { does: "sums up all numbers", findings: [finding, slow] } })]));
const elsewhere = ownAddress && (await startModel((question) => !question.includes("You check") ? ["It counts to four hundred."] : claims({ verdict: "stands", line: 2, quote: "let sum = 1", why: "Every sum is one too high." }), ownAddress));
after(() => [local, elsewhere].forEach((server) => server?.close()));

const rig = openWindow({
  files: { "Shelf.cs": shelf, "sum.js": before, "long.js": Array.from({ length: 2400 }, (_, line) => `export const constant${line} = "of line ${line}";\n`).join("") },
  repository: true,
  userFile: {
    "endpoints.loopback": local.address,
    "endpoints.loopbackModel": model,
    ...(elsewhere ? { "endpoints.private": `http://${elsewhere.address}/v1`, "endpoints.privateModel": "house" } : {}),
    "review.chat": "routed",
    "review.passes": 1,
  },
  userFiles: {
    "providers.json": JSON.stringify({
      version: 1,
      models: [
        { provider: "private", model: "house", contextTokens: { value: 200_000 }, price: { value: { input: 1000, output: 4000 } } },
        { provider: "loopback", model, contextTokens: { value: 4096 } },
      ],
    }),
  },
});

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), rig.window.page.locator(".part.sidebar .monaco-list-row"));

test("a key, ghost text, Tab, and the text is in the file", async () => {
  const { window, world } = rig;
  await window.openFile("Shelf.cs");
  await window.waitForStatus(/codeassist-builtin|CPU/);
  await window.goToEndOf(caretLine);
  await window.type(" ");
  const ghost = await window.waitForGhost();
  await window.picture("ghost-text");
  await window.press("Tab");
  const accepted = `throw ${ghost.inline}`;
  await window.waitForText(new RegExp(`Add[^]*${escape(accepted)}`));
  await window.press("Control+S");
  await window.waitFor(() => world.read("Shelf.cs"), (file) => file.split(accepted).length === 3, "the text in the file on the disk");

  assert.equal(accepted, "throw new ArgumentNullException(\"item\");");
  // No part of what is reviewed below.
  world.write("work", { "Shelf.cs": shelf });
});

test("nothing asked for another machine", () => {
  assert.deepEqual(rig.window.refused, []);
});

test("what a model of this machine says stands apart, and what is contested goes elsewhere only after a yes", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.command("CodeAssist: Toggle Local-Only");
  await window.pressButton("Allow it");
  await window.waitForMessage(/Local-only is off\./);
  world.write("work", { "sum.js": changed });
  await window.openFile("sum.js");
  await window.command("CodeAssist: Review Changes");
  if (elsewhere) {
    const ask = window.page.locator(".notification-list-item", { hasText: "contradicts itself" });
    await ask.waitFor();
    await window.picture("contested");
    assert.equal(elsewhere.questions.length, 0);
    await ask.locator(".monaco-button", { hasText: "Ask it" }).click();
    await row("The sum begins at one.", "chat").waitFor();
  }

  await row("This could be one call.", "chat").waitFor();
  await row(`loopback/${model}, on this machine`).waitFor();
  await row("sums up all numbers").waitFor();
  await window.picture("chat-review");

  assert.equal(elsewhere?.questions.length, elsewhere && 1);
  assert.doesNotMatch(elsewhere?.questions[0] ?? "", /This could be one call/);
});

test("a long task asks, shows what is sent and the price, and is in the usage; in local-only it is done here in parts, and says so", async () => {
  const { window } = rig;
  const ask = window.page.locator(".notification-list-item", { hasText: "too long for the models of this machine" });
  const explain = async () => {
    await window.openFile("long.js");
    await window.command("CodeAssist: Explain Selection or File");
  };
  if (elsewhere) {
    const before = elsewhere.questions.length;
    await explain();
    await ask.waitFor();
    await ask.locator(".monaco-button", { hasText: "Show what is sent" }).click();
    await window.page.locator(".tab.active", { hasText: "what-is-sent" }).waitFor();
    await window.picture("long-task-asks");
    assert.equal(elsewhere.questions.length, before);
    await ask.locator(".monaco-button", { hasText: /^Ask it, for at most \$/ }).click();
    await window.waitForText(/It counts to four hundred\./);
    assert.equal(elsewhere.questions.length, before + 1);
    await window.command("CodeAssist: Show Usage");
    await window.waitForPage(/house\s*explain/);
    await window.picture("long-task-usage");
  }

  const before = elsewhere?.questions.length;
  await window.command("CodeAssist: Toggle Local-Only");
  await window.waitForStatus(/Nothing leaves this machine/);
  await explain();
  await window.waitForText(elsewhere ? /It counts\.[^]*too long[^]*cannot do it\s+instead: Nothing may leave this machine/ : /It counts\./);
  await window.picture("long-task-local-only");
  assert.equal(elsewhere?.questions.length, before);
});
