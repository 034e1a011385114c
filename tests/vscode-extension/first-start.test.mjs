// The first minute in somebody else's repository: not trusted, with settings of its own, beside another extension that suggests.
import assert from "node:assert/strict";
import { join } from "node:path";
import { openWindow, test } from "./support/rig.mjs";

const answers = [{ after: "total = ", text: "first + second;" }];
const files = (workspace) => ({
  "Program.cs": "var first = 1;\nvar second = 2;\n",
  "evil.sh": "#!/bin/sh\ntouch \"$(dirname \"$0\")/executed\"\n",
  ".vscode/settings.json": JSON.stringify({ "codeassist.server.path": join(workspace, "evil.sh"), "codeassist.model.path": join(workspace, "evil.gguf") }),
});
const others = { "TabbyML.vscode-tabby": { displayName: "Tabby", capabilities: { untrustedWorkspaces: { supported: true } } } };
const rig = openWindow({ answers, files, others, trust: true }, { emptied: false });
const ready = /scripted on Script/;
const untrusted = /not trusted/i;

test("another extension that suggests is named, once", async () => {
  const { window } = rig;
  await window.waitForStatus(ready);
  const told = await window.waitForMessage(/^Tabby may offer inline suggestions too/);
  await window.picture("other-provider");

  assert.equal(told.length, 1);
});

test("guarded settings of the workspace are ignored, and that is told once", async () => {
  const { window, world } = rig;
  const told = await window.waitForMessage(/^codeassist\.model\.path, codeassist\.server\.path in this workspace's settings are ignored/);
  await window.picture("guarded-settings");

  assert.equal(told.length, 1);
  assert.ok(!world.has("work/executed"));
});

test("in a folder that is not trusted there are suggestions, nothing leaves the machine, and nothing of it is executed", async () => {
  const { window, world } = rig;
  await window.waitForStatus(untrusted);
  await window.openFile("Program.cs");
  await window.press("Control+End");
  await window.type("var total = ");
  await window.waitForGhost(({ inline }) => inline === "first + second;");
  await window.picture("untrusted");

  assert.ok(!world.has("work/executed"));
});

test("what was told once is not told again in the next window", async () => {
  const { window, world } = rig;
  const [before] = world.processes("codeassist lsp");
  await window.reload();
  await window.waitFor(() => world.processes("codeassist lsp"), (ids) => ids.some((id) => id !== before), "another server");
  await window.waitForStatus(ready);

  assert.deepEqual((await window.messages()).map(({ text }) => text).filter((text) => /Tabby|are ignored/.test(text)), []);
});

test("once trusted, the folder is no longer the reason, and its guarded settings still have no effect", async () => {
  const { window, world } = rig;
  await window.waitForStatus(untrusted);
  await window.command("Workspaces: Manage Workspace Trust");
  await window.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).first().click();
  await window.waitForStatus(/scripted on Script(?!.*not trusted)/is);
  await window.picture("trusted");

  assert.ok(!world.has("work/executed"));
});
