// A model from the list into use, in the real VS Code: pick, licence, progress, cancel, resume, completion.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { list, startHub } from "./support/scripted-hub.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";

const hub = await startHub();
after(() => hub.close());
const rig = openWindow({ files: { "Shelf.cs": shelf }, userFile: { "endpoints.modelMirror": hub.address } });

/** Chooses the model and one of its sizes, reads its licence and agrees. @returns {Promise<{ shown: string, size: string }>} how the lists show them */
async function download() {
  const { window } = rig;
  await window.command("CodeAssist: Choose a Model");
  const entry = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "House Coder" });
  // The list is long, and only what is in sight exists.
  await window.page.locator(".quick-input-widget", { hasText: "Choose a model" }).waitFor();
  await window.picture("choose-a-model");
  await window.type("House Coder");
  await entry.waitFor();
  const shown = await entry.innerText();
  await entry.click();
  await window.page.locator(".quick-input-widget", { hasText: "Choose a size of house-coder" }).waitFor();
  await window.picture("choose-a-size");
  const row = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Q8_0" });
  const size = await row.innerText();
  await row.click();
  await window.waitForMessage(/House Coder: House Licence, not for use at work/);
  await window.pressButton("I have read it: download");
  return { shown, size };
}

test("a model is picked, its licence read, its download stopped and gone on with, and it completes", async () => {
  const { window, world } = rig;
  world.write("config/codeassist", { "models.json": list });
  await window.waitForStatus(/codeassist-builtin on/);
  await window.command("CodeAssist: Toggle Local-Only");
  await window.pressButton("Allow it");
  await window.waitForMessage(/Local-only is off\./);
  hub.holdAt(6_000_000);

  const { shown: offered } = await download();
  const progress = await window.waitForMessage(/downloading House Coder.* of 8 MB/);
  await window.picture("model-download");
  await window.pressButton("Cancel");
  await window.waitForMessage(/was stopped\. What has come is kept/);
  hub.release();
  const { size } = await download();
  await window.waitForMessage(/house-coder:Q8_0 completes from now on/);
  await window.picture("model-in-use");

  assert.match(offered, /House Licence, not for use at work/);
  assert.equal(progress.length, 1);
  assert.match(offered, /2 sizes to choose from/);
  assert.match(size, /% of it has come/);
  assert.ok(hub.ranges.at(-1) > 0, "The second download began anew");
  assert.ok(world.has("data/codeassist/models/house-coder/coder.gguf"));

  await window.openFile("Shelf.cs");
  await window.goToEndOf(caretLine);
  await window.type(" ");
  const { inline } = await window.waitForGhost();
  await window.picture("completed-by-it");
  assert.match(inline, /^new ArgumentNullException/);
});
