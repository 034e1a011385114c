// Reviews in the real VS Code: what is found is marked, listed and explained, fixed or dismissed, and known again.
import assert from "node:assert/strict";
import { before, beforeEach } from "node:test";
import { cart, changedCart, rethrow, selfAssignment } from "./support/cart.mjs";
import { commitAll } from "./support/git.mjs";
import { openWindow, test } from "./support/rig.mjs";

const rig = openWindow({ files: { "Cart.cs": cart }, settings: { "comments.openView": "never" } });

before(() => rig.world && commitAll(rig.world.workspace));
beforeEach(() => rig.window?.waitForStatus(/codeassist-builtin on/));

const pane = () => rig.window.page.locator(".pane", { hasText: "CodeAssist Review" });
const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), pane().locator(".monaco-list-row"));
const squiggles = () => rig.window.page.locator(".squiggly-warning, .squiggly-error");

async function change(...statements) {
  rig.world.write("work", { "Cart.cs": changedCart(...statements) });
  await rig.window.openFile("Cart.cs");
}

async function review(title = "Review Changes") {
  await rig.window.command(`CodeAssist: ${title}`);
  const told = await rig.window.waitForMessage(/\d+ findings?|No findings/);
  await rig.window.press("Control+F8");
  return told[0].text;
}

/** Opens the light bulb's list where a text stands and takes what begins so. */
async function act(text, title) {
  const { window } = rig;
  await window.page.locator(".view-line", { hasText: text }).first().click();
  await window.press("Control+.");
  await window.page.locator(".action-widget .actionList .monaco-list-row", { hasText: title }).first().click();
}

async function answer(reason) {
  const input = rig.window.page.locator(".quick-input-widget input").first();
  await rig.window.page.locator(".quick-input-widget", { hasText: "kept with the dismissal" }).waitFor();
  await input.fill(reason);
  await rig.window.press("Enter");
}

test("before the first review the view says what to do", async () => {
  const { window } = rig;
  await window.command("View: Show Source Control");
  await pane().locator(".monaco-button", { hasText: "Review Changes" }).waitFor();
  await window.picture("review-welcome");
});

test("what is wrong with a change is marked in the text and listed in the view", async () => {
  const { window } = rig;
  await change(selfAssignment, rethrow);
  const told = await review();
  await row("assigned to itself", "self-assignment").waitFor();
  await row("forgets where", "rethrow-by-name").waitFor();
  await window.waitFor(() => squiggles().count(), (count) => count === 2, "two squiggles");
  await window.picture("review");
  await row("forgets where").click();
  const line = changedCart(selfAssignment, rethrow).split("\n").findIndex((text) => text.includes("throw exception")) + 1;
  await window.page.locator(".statusbar-item", { hasText: `Ln ${line},` }).waitFor();

  assert.match(told, /2 findings \(1 error, 1 warning\) in 1 file/);
});
