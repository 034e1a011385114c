// Tasks in the real VS Code: approved, done, shown, kept and undone; and on this machine alone where nothing may leave.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { model, startModel } from "./support/scripted-model.mjs";

const sum = "export const sum = (a, b) => a - b;\n";
const steps = [
  { tool: "run", command: ["node", "check.mjs"], folder: "" },
  { tool: "edit", edits: [{ kind: "replace", path: "sum.mjs", search: ["export const sum = (a, b) => a - b;"], text: ["export const sum = (a, b) => a + b;"] }] },
  { tool: "finish", summary: "It adds now." },
];
const nothingNew = { tool: "read_file", path: "sum.mjs", from: 0, to: 0 };

let asked = 0;
const server = await startModel((question) => [JSON.stringify({ thought: "Next.", call: question.includes("Go round") ? nothingNew : steps[asked++] })]);
after(() => server.close());

const rig = openWindow({
  files: { "sum.mjs": sum, "check.mjs": "import { sum } from './sum.mjs';\nif (sum(2, 3) !== 5) throw new Error('sum');\n" },
  repository: true,
  userFile: {
    "endpoints.loopback": server.address,
    "endpoints.loopbackModel": model,
    "endpoints.private": "http://10.0.0.1:9/v1",
    "endpoints.privateModel": "house",
  },
});

async function delegate(goal) {
  const { window } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("sum.mjs");
  await window.command("CodeAssist: Delegate a Task…");
  await window.page.locator(".quick-input-widget", { hasText: "What is to be reached?" }).waitFor();
  await window.type(goal);
  await window.press("Enter");
}

const notification = (hasText) => rig.window.page.locator(".notification-list-item", { hasText });

test("a command is run only after a yes, the difference is shown and kept, and can be undone still", async () => {
  const { window, world } = rig;
  await delegate("Make it add.");
  await notification("Run node check.mjs").waitFor();
  await window.picture("task-asks");
  assert.equal(asked, 1);
  await notification("Run node check.mjs").locator(".monaco-button", { hasText: "Allow" }).first().click();
  await notification("1 file changed").waitFor();
  await window.waitForPage(/It adds now\.[^]*Run node check\.mjs[^]*a \+ b/);
  await window.picture("task-done");
  await notification("1 file changed").locator(".monaco-button", { hasText: "Keep all" }).click();
  assert.match(world.read("sum.mjs"), /a \+ b/);
  await window.command("CodeAssist: Undo the Last Task");
  await window.waitForMessage(/1 file as before: sum\.mjs\./);
  assert.equal(world.read("sum.mjs"), sum);
});

test("a task that gets no further is handed to nobody where nothing may leave, and says so", async () => {
  const { window } = rig;
  await delegate("Go round.");
  const [{ text }] = await window.waitForMessage(/does not get any further/);
  await window.picture("task-stuck");

  assert.match(text, /leave this machine/);
});
