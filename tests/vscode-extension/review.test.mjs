// Reviews in the real VS Code: what is found is marked, listed and explained, fixed or dismissed, and known again.
import assert from "node:assert/strict";
import { cart, changedCart, rethrow, selfAssignment } from "./support/cart.mjs";
import { openWindow, test } from "./support/rig.mjs";
import { keys } from "./support/world.mjs";

const rig = openWindow({ files: { "Cart.cs": cart }, repository: true, settings: { "comments.openView": "never" } });

const sideBar = () => rig.window.page.locator(".part.sidebar");
const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), sideBar().locator(".monaco-list-row"));
/** The server tells what it found before it hands out the report: the view follows a moment later. */
const gone = (rule) => row(rule, "line").waitFor({ state: "detached" });
const squiggles = (count) => rig.window.waitFor(
  () => rig.window.page.locator(".squiggly-warning, .squiggly-error").count(), (found) => found === count, `${count} squiggles`);

/** Changes the file on the disk, opens it, and has the change reviewed. @returns {Promise<string>} what is told of it */
async function reviewed(text) {
  rig.world.write("work", { "Cart.cs": text });
  await rig.window.openFile("Cart.cs");
  return review("Review Changes");
}

async function review(title) {
  await rig.window.press(keys.clear);
  await rig.window.command(`CodeAssist: ${title}`);
  const [{ text }] = await rig.window.waitForMessage(/findings? |No findings /);
  await rig.window.press(keys.clear);
  return text;
}

/** Takes what the light bulb offers where a text stands. */
async function act(text, title) {
  await rig.window.page.locator(".view-line", { hasText: text }).first().click();
  await rig.window.press("Control+.");
  await rig.window.page.locator(".action-widget .actionList .monaco-list-row", { hasText: title }).first().click();
}

async function answer(...chords) {
  await rig.window.page.locator(".quick-input-widget", { hasText: "kept with the dismissal" }).waitFor();
  await rig.window.press(...chords);
}

test("before the first review the view says what can be reviewed", async () => {
  const { window } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.command("CodeAssist: Focus on Review View");

  await sideBar().locator(".monaco-button", { hasText: "Review Changes" }).waitFor();
  await window.picture("review-welcome");
});

test("what is wrong with a change is marked in the text, and listed", async () => {
  const { window } = rig;
  const text = changedCart(selfAssignment, rethrow);
  const told = await reviewed(text);
  await squiggles(2);
  await row("assigned to itself", "self-assignment").waitFor();
  await row("forgets where", "rethrow-by-name").click();
  const line = text.split("\n").findIndex((written) => written.includes("throw exception")) + 1;
  await window.page.locator(".statusbar-item", { hasText: `Ln ${line},` }).waitFor();
  await window.picture("review");

  assert.match(told, /2 findings \(1 error, 1 warning\) in 1 file/);
});

test("a comment says why it matters, and is dismissed where it stands", async () => {
  const { window } = rig;
  await reviewed(changedCart(rethrow.replaceAll(" exception", " __problem__")));
  await row("throw __problem__").waitFor();
  await window.page.locator(".comment-range-glyph.comment-thread").first().click();
  const comment = window.page.locator(".review-widget");
  await comment.locator(".body", { hasText: "The stack trace begins anew at this line." }).waitFor();
  await window.picture("review-comment");

  assert.match(await comment.innerText(), /rethrow-by-name[^]*'throw __problem__;' forgets where '__problem__' came from; 'throw;' keeps it\./);

  await comment.locator(".action-label[aria-label='Dismiss']").click();
  await answer("Enter");
  await squiggles(0);
  await comment.waitFor({ state: "detached" });
  await row("Dismissed").waitFor();
});

test("a fix changes the text, and the next review tells that the fault is gone", async () => {
  const { window } = rig;
  await reviewed(changedCart(selfAssignment, rethrow));
  await squiggles(2);
  await act("throw exception", "Write 'throw;'");
  await window.waitForText(/^ +throw;$/m);
  await review("Review Again");
  await row("Fixed since the last review").waitFor();
  await squiggles(1);
  await gone("rethrow-by-name");
  await window.picture("review-fixed");
});

test("a selection is reviewed alone", async () => {
  const { window } = rig;
  rig.world.write("work", { "Cart.cs": changedCart(rethrow, selfAssignment) });
  await window.openFile("Cart.cs");
  await window.page.locator(".view-line", { hasText: "throw exception" }).first().click();
  await window.press("Home", "Shift+End");
  await review("Review Selection");

  await row("rethrow-by-name", "line").waitFor();
  await gone("self-assignment");
});

test("Escape in the place of a reason dismisses nothing", async () => {
  await reviewed(changedCart(rethrow));
  await act("throw exception", "Dismiss rethrow-by-name in this file");
  await answer("Escape");
  await review("Review Again");

  await row("rethrow-by-name", "line").waitFor();
});

test("what is dismissed with a reason is gone at once, and does not come back", async () => {
  const { window } = rig;
  await reviewed(changedCart(selfAssignment, rethrow));
  await row("assigned to itself").hover();
  await row("assigned to itself").locator(".action-label[aria-label='Dismiss']").click();
  await window.page.locator(".quick-input-widget", { hasText: "kept with the dismissal" }).waitFor();
  await window.type("Only an example");
  await window.picture("review-reason");
  await window.press("Enter");
  await squiggles(1);
  await review("Review Again");
  await window.waitFor(async () => {
    // A view that is drawn anew in this moment forgets the click.
    if (await row("Only an example").count() === 0) {
      await row("Dismissed").click();
      await row("Only an example").waitFor({ timeout: 3_000 }).catch(() => {});
    }

    return row("Only an example").count();
  }, (count) => count === 1, "what was dismissed, below its heading");
  await squiggles(1);
  await gone("self-assignment");
  await window.picture("review-dismissed");
});

test("what cannot be reviewed is refused, with the reason", async () => {
  const { window } = rig;
  await window.command("CodeAssist: Review Against Branch…");
  await window.choose("Another branch or commit…");
  await window.page.locator(".quick-input-widget", { hasText: "A branch, a tag or a commit" }).waitFor();
  await window.type("nowhere");
  await window.press("Enter");

  await window.waitForMessage(/nowhere/);
  await window.picture("review-refused");
});
