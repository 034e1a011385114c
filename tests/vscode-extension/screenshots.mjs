// Takes the pictures of the extension's page, of its walkthrough and of the README anew, from the real editor, server and model:
// `node tests/vscode-extension/screenshots.mjs`, after `npm test -- vscode` has set up what it needs. Look at them before they are committed.
import { join, relative } from "node:path";
import { root } from "../../tools/lib/repository.mjs";
import { caretBehind, places } from "../../tools/start.mjs";
import { cart, changedCart, rethrow, selfAssignment } from "./support/cart.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";
import { terminalPicture } from "./support/terminal.mjs";
import { startBrowser, Workbench } from "./support/workbench.mjs";
import { keys, World } from "./support/world.mjs";

const extensionImages = join(root, "vscode-extension", "images");
const size = { width: 900, height: 600 };
const settings = {
  "workbench.activityBar.location": "hidden",
  "breadcrumbs.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.overviewRulerBorder": false,
  "editor.fontSize": 15,
  "window.title": "Shelf",
  "workbench.layoutControl.enabled": false,
};

const world = await World.start({ files: { "Shelf.cs": shelf }, settings });
const browser = await startBrowser();
try {
  const window = await Workbench.open(browser, world.address, size);
  const shot = (name) => window.page.screenshot({ path: join(extensionImages, `${name}.png`) });
  await window.press(keys.sideBar);
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("Shelf.cs");
  await window.goToEndOf(caretLine);
  await window.type(" ");
  await window.waitForGhost();
  await shot("suggestion");

  await window.press("Control+ArrowRight");
  await window.waitForText(/Add[^]*throw new$/m);
  await window.waitForGhost(({ inline }) => inline.includes("Arg"));
  await shot("word-by-word");

  await window.press("Tab");
  await window.status.click();
  await window.page.locator(".quick-input-list .monaco-list-row.focused").waitFor();
  await shot("menu");

  await window.press("Escape");
  await window.command("CodeAssist: Toggle Local-Only");
  await window.pressButton("Keep everything here");
  await window.status.locator(".codicon-lock").waitFor();
  await window.press("Escape", keys.clear);
  await window.status.click();
  await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Switch local-only off" }).waitFor();
  await shot("local-only");

  await window.press("Escape");
  await window.command("CodeAssist: Show Routing");
  await window.waitForPage(/Why not/);
  await shot("routing");

  await pictureReview();

  const shown = places.slice(2).map(({ file, after }) => relative(root, caretBehind(file, after)));
  await terminalPicture(browser, ["complete", "--hide-rest", ...shown], join(root, "docs", "images", "complete.png"));
} finally {
  await browser.close();
  await world.stop();
}

async function pictureReview() {
  const shop = await World.start({ files: { "Cart.cs": cart }, repository: true, settings: { ...settings, "comments.openView": "never" } });
  try {
    shop.write("work", { "Cart.cs": changedCart(selfAssignment, rethrow) });
    const window = await Workbench.open(browser, shop.address, size);
    await window.waitForStatus(/codeassist-builtin on/);
    await window.openFile("Cart.cs");
    await window.command("CodeAssist: Review Changes");
    await window.waitForMessage(/2 findings/);
    await window.press(keys.clear);
    await window.page.locator(".part.sidebar .monaco-list-row", { hasText: "forgets where" }).click();
    await widenSideBar(window.page);
    await window.page.locator(".comment-range-glyph.comment-thread").last().click();
    await window.page.locator(".review-widget .body").waitFor();
    await window.page.screenshot({ path: join(extensionImages, "review.png") });
  } finally {
    await shop.stop();
  }
}

async function widenSideBar(page) {
  const { x, y, width } = await page.locator(".part.sidebar").boundingBox();
  await page.mouse.move(x + width + 2, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + width + 130, y + 300, { steps: 4 });
  await page.mouse.up();
}
