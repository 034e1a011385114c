// Reviews where it matters what is meant: a workspace that is not trusted, several folders, and an index that the disk has left behind.
import assert from "node:assert/strict";
import { cart, changedCart, rethrow, selfAssignment } from "./support/cart.mjs";
import { git } from "./support/git.mjs";
import { openWindow, test } from "./support/rig.mjs";
import { keys } from "./support/world.mjs";

const till = cart.replaceAll("Cart", "Till");
const rig = openWindow({
  answers: [],
  files: {
    "one/Cart.cs": cart,
    "two/Till.cs": till,
    "all.code-workspace": JSON.stringify({ folders: [{ path: "one" }, { path: "two" }] }),
  },
  repository: ["one", "two"],
  settings: { "comments.openView": "never" },
  // The scripted host knows no likelihoods.
  userFile: { "review.likelihood": false },
  trust: true,
});

const row = (...texts) => texts.reduce((rows, hasText) => rows.filter({ hasText }), rig.window.page.locator(".part.sidebar .monaco-list-row"));
const squiggles = () => rig.window.page.locator(".squiggly-warning, .squiggly-error").count();

async function review(file, title, told) {
  const { window } = rig;
  await window.openFile(file);
  await window.press(keys.clear);
  await window.command(`CodeAssist: ${title}`);
  const [{ text }] = await window.waitForMessage(told);
  await window.press(keys.clear);
  return text;
}

test("in a workspace that is not trusted Git is not run, and a file is still reviewed", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/not trusted/i);
  world.write("work/one", { "Cart.cs": changedCart(rethrow) });
  await review("Cart.cs", "Review Changes", /not trusted, and reading its changes would run git in it/);
  assert.equal(await squiggles(), 0);
  assert.match(await review("Cart.cs", "Review This File", /Cart\.cs: 1 finding/), /1 warning/);
  await row("forgets where", "rethrow-by-name").waitFor();
  await window.waitFor(squiggles, (count) => count === 1, "a squiggle");
  await window.picture("review-untrusted");
});

test("of several folders the one is reviewed whose file is in front", async () => {
  const { window, world } = rig;
  await window.command("Workspaces: Manage Workspace Trust");
  await window.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).first().click();
  await window.waitForStatus(/scripted on Script(?!.*not trusted)/is);
  world.write("work/two", { "Till.cs": changedCart(selfAssignment).replaceAll("Cart", "Till") });
  await review("Till.cs", "Review Changes", /1 finding /);
  await row("self-assignment", "line").waitFor();
  assert.equal(await row("rethrow-by-name", "line").count(), 0);
  await review("Cart.cs", "Review Changes", /1 finding /);
  await row("rethrow-by-name", "line").waitFor();
  await row("self-assignment", "line").waitFor({ state: "detached" });
  await window.picture("review-folders");
});

test("what is staged is reviewed as it is staged, and not marked on lines that have become others", async () => {
  const { window, world } = rig;
  world.write("work/one", { "Cart.cs": changedCart(selfAssignment) });
  await git(`${world.workspace}/one`, "add", "--all");
  assert.match(await review("Cart.cs", "Review Staged Changes", /staged changes: 1 finding/), /1 finding/);
  await row("self-assignment", "line").waitFor();
  await window.waitFor(squiggles, (count) => count === 1, "a squiggle");
  world.write("work/one", { "Cart.cs": `// Later.\n${changedCart(rethrow)}` });
  await window.waitForText(/^\/\/ Later\./);
  await review("Cart.cs", "Review Staged Changes", /staged changes: 1 finding/);
  await row("of what was reviewed; the text here is another", "self-assignment").waitFor();
  assert.equal(await row("rethrow-by-name").count(), 0);
  await window.picture("review-staged");
});
