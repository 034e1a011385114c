// What a user sees when something is wrong, with the real server, host and built-in model.
import assert from "node:assert/strict";
import { join } from "node:path";
import { openWindow, test } from "./support/rig.mjs";
import { caretLine, shelf } from "./support/shelf.mjs";

const rig = openWindow({ files: { "Shelf.cs": shelf } });
const ready = /codeassist-builtin on/;

// Asked until there is an answer: nothing on the page tells when a server that was started again has told VS Code what it offers.
async function suggests() {
  const { window } = rig;
  await window.openFile("Shelf.cs");
  await window.goToEndOf(caretLine);
  await window.type(" ");
  const ask = async () => {
    await window.trigger();
    return window.ghost();
  };
  await window.waitFor(ask, ({ inline }) => inline.startsWith("new ArgumentNullException("), "a suggestion", 60_000);
}

// What ends a server is followed by another; what is shown of the model is of the new one from then on.
async function renewedBy(deed) {
  const { window, world } = rig;
  const [before] = world.processes("codeassist lsp");
  deed(before);
  await window.waitFor(() => world.processes("codeassist lsp"), (ids) => ids.length === 1 && ids[0] !== before, "another server", 60_000);
  await window.waitForStatus(ready);
}

const killed = () => renewedBy((id) => process.kill(id, "SIGKILL"));
const mended = () => renewedBy(() => rig.world.set({}));

test("a server that is killed comes back, and that is told once, with the log at hand", async () => {
  const { window } = rig;
  await window.waitForStatus(ready);
  await killed();
  const [message] = await window.waitForMessage(/ended unexpectedly/);
  await window.picture("server-killed");
  await suggests();
  await killed();
  const told = await window.waitForMessage(/ended unexpectedly/);
  await window.pressButton("Open Log");
  await window.page.locator(".part.panel .view-lines", { hasText: "SIGKILL" }).waitFor();

  assert.deepEqual(message.buttons, ["Open Log"]);
  assert.equal(told.length, 1);
});

test("a model that is missing is named, with buttons, and the right one is taken up", async () => {
  const { window, world } = rig;
  world.set({ "codeassist.model.path": "/nowhere/model.gguf" });
  const told = await window.waitForMessage(/\/nowhere\/model\.gguf/);
  await window.waitForStatus(/\/nowhere\/model\.gguf/);
  await window.picture("model-missing");
  await mended();
  await suggests();

  assert.deepEqual(told.map(({ buttons }) => buttons), [["Run Doctor", "Open Settings", "Open Log"]]);
});

test("a server that is missing is named, and the button leads to the setting", async () => {
  const { window, world } = rig;
  world.set({ "codeassist.server.path": "/nowhere/codeassist" });
  const told = await window.waitForMessage(/'\/nowhere\/codeassist', which the setting codeassist\.server\.path names, is not there/);
  await window.waitForStatus(/is not there/);
  await window.pressButton("Open Setting");
  await window.page.locator(".settings-editor .setting-item-contents", { hasText: "Server: Path" }).first().waitFor();
  await window.picture("server-missing");
  await mended();

  assert.deepEqual(told.map(({ buttons }) => buttons), [["Open Setting", "Open Log"]]);
});

test("a package for another machine is refused before it is started", async () => {
  const { window, world } = rig;
  const program = "#!/bin/sh\ntouch \"$(dirname \"$0\")/started\"\n";
  world.write("foreign", { "codeassist.sh": program, "requirements.json": "{ \"platform\": \"linux\", \"architecture\": \"riscv64\" }" });
  world.set({ "codeassist.server.path": join(world.folder, "foreign", "codeassist.sh") });
  await window.waitForMessage(/made for linux-riscv64, and this computer is linux-x64/);
  await window.picture("wrong-package");
  await mended();

  assert.ok(!world.has("foreign/started"));
});

test("settings that cannot be are told with their value and what would do, and the old ones hold", async () => {
  const { window, world } = rig;
  world.set({ "codeassist.model.threads": 999 });
  world.write("work", { ".vscode/settings.json": "{ \"codeassist.completion.promptTokens\": \"many\" }\n" });
  const threads = await window.waitForMessage(/^codeassist\.model\.threads cannot be 999 .*it must be a whole number from 0 to 64\. The old value stays\./);
  const tokens = await window.waitForMessage(/^codeassist\.completion\.promptTokens cannot be "many" .*it must be a whole number from 256 to 32768\./);
  await window.picture("wrong-setting");
  world.write("work", { ".vscode/settings.json": "{}\n" });
  await mended();

  assert.deepEqual([threads.length, tokens.length], [1, 1]);
});

test("two windows have a server each and share one model host", async () => {
  const { window, world } = rig;
  await window.waitForStatus(ready);
  const [before] = world.processes("codeassist-host serve");
  const second = await window.openSecond(world.address);
  await second.waitForStatus(ready);
  const hosts = world.processes("codeassist-host serve");
  const servers = world.processes("codeassist lsp");
  await second.picture("second-window");
  await second.page.close();

  assert.deepEqual(hosts, [before]);
  assert.equal(servers.length, 2);
});
