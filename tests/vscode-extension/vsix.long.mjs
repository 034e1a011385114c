// The package as users get it: installed by VS Code itself, on a machine where there is no .NET.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packagePlatforms } from "../../tools/lib/package-platforms.mjs";
import { packageFiles, packageProduct } from "../../tools/package.mjs";
import { openWindow, test } from "./support/rig.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";

const here = packagePlatforms.find(({ system, architecture }) => system === process.platform && architecture === process.arch);
const rig = openWindow(async () => {
  await packageProduct([here]);
  return { vsix: packageFiles(here).vsix, files: { "Shelf.cs": shelf } };
});

test("the packaged extension, installed by VS Code, starts its own server and completes", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("Shelf.cs");
  await window.goToEndOf(caretLine);
  await window.type(" ");
  const { inline } = await window.waitForGhost();
  await window.picture("packaged");
  await window.press("Tab");
  await window.waitForText(/Add[^]*throw new ArgumentNullException\("item"\);/);
  const [extension] = readdirSync(join(world.folder, "extensions")).filter((name) => name.startsWith("codeassist."));

  assert.equal(inline, "new ArgumentNullException(\"item\");");
  assert.equal(world.processes(join(world.folder, "extensions", extension, "server", "codeassist"), "lsp").length, 1);
});
