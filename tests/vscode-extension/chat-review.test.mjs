// Chat models that review in the real VS Code: one on this machine, and one elsewhere that is asked only after a yes.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { model, ownAddress, startModel } from "./support/scripted-model.mjs";

const before = "export function sum(all) {\n  return 0;\n}\n";
const changed = "export function sum(all) {\n  let sum = 1;\n  for (const one of all) sum += one;\n  return sum;\n}\n";
const finding = { line: 2, quote: "let sum = 1", kind: "correctness", severity: "error", message: "The sum begins at one.", replacement: "let sum = 0" };
const slow = { line: 3, quote: "sum += one", kind: "performance", severity: "warning", message: "This could be one call.", replacement: "" };
const claims = (...verdicts) => [JSON.stringify(Object.fromEntries(verdicts.map((verdict, index) => [`claim${index + 1}`, verdict])))];

// At odds with itself over the error, and sure of the warning.
const local = await startModel((question) => (question.includes("You check")
  ? claims({ verdict: "wrong", line: 4, quote: "return sum", why: "It is meant." }, { verdict: "stands", line: 3, quote: "sum += one", why: "It could." })
  : [JSON.stringify({ piece1: { does: "sums up all numbers", findings: [finding, slow] } })]));
const elsewhere = ownAddress && (await startModel(() => claims({ verdict: "stands", line: 2, quote: "let sum = 1", why: "Every sum is one too high." }), ownAddress));
after(() => [local, elsewhere].forEach((server) => server?.close()));

const rig = openWindow({
  files: { "sum.js": before },
  repository: true,
  userFile: {
    "endpoints.loopback": local.address,
    "endpoints.loopbackModel": model,
    ...(elsewhere ? { "endpoints.private": `http://${elsewhere.address}/v1`, "endpoints.privateModel": "house" } : {}),
    "review.chat": "routed",
    "review.passes": 1,
  },
});

const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), rig.window.page.locator(".part.sidebar .monaco-list-row"));

test("what a model of this machine says stands apart, and what is contested goes elsewhere only after a yes", async () => {
  const { window, world } = rig;
  world.write("config/codeassist", {
    "policy.json": JSON.stringify({ version: 1, localOnly: false }),
    "providers.json": JSON.stringify({
      version: 1,
      models: [{ provider: "private", model: "house", contextTokens: { value: 32768 }, price: { value: { input: 1000, output: 4000 } } }],
    }),
  });
  await window.waitForStatus(/codeassist-builtin on/);
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
