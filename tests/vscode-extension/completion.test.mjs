// Suggestions of the real server, host and built-in model in the real VS Code.
import assert from "node:assert/strict";
import { openWindow, test } from "./support/rig.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";

const rig = openWindow({ files: { "Shelf.cs": shelf } });
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

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
});

test("nothing asked for another machine", () => {
  assert.deepEqual(rig.window.refused, []);
});
