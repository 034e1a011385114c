// Explanations and changes in the real VS Code, by a model server on this machine whose every word is written down; and the keys of others.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";
import { openWindow, test } from "./support/rig.mjs";
import { model, startModel } from "./support/scripted-model.mjs";

const code = "class Sum\n{\n    public int Of(int first, int second) => first - second;\n}\n";
const added = "    public int Of(int first, int second) => first + second;";
const key = "sk-example-of-a-key-0123456789";
const server = await startModel((question) => {
  if (question.includes("You explain")) {
    return ["It takes the second ", "number from the first, ", "which its name does not say."];
  }

  return question.includes("Divide instead") ? ["I would rather ", "not."] : ["```csharp\n", `${added}\n`, "```\n"];
});
after(() => server.close());
const rig = openWindow({ files: { "Sum.cs": code }, userFile: { "endpoints.loopback": server.address, "endpoints.loopbackModel": model } });

async function selectMethod() {
  const { window } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  await window.openFile("Sum.cs");
  await window.goToEndOf(3);
  await window.press("Home", "Shift+End");
}

async function ask(title) {
  await selectMethod();
  await rig.window.command(`CodeAssist: ${title}`);
}

async function askToChange(wish) {
  await ask("Change Selection…");
  await rig.window.page.locator(".quick-input-widget", { hasText: "What should change?" }).waitFor();
  await rig.window.type(wish);
}

/** Does what starts the server again. @returns {Promise<number>} the process of the new one, once it is ready */
async function renewedBy(deed) {
  const { window, world } = rig;
  await window.waitForStatus(/codeassist-builtin on/);
  const [before] = world.processes("codeassist lsp");
  await deed();
  const [id] = await window.waitFor(() => world.processes("codeassist lsp"), (ids) => ids.length === 1 && ids[0] !== before, "another server");
  await window.waitForStatus(/codeassist-builtin on/);
  return id;
}

test("what is selected is explained in a document that opens by itself", async () => {
  const { window } = rig;
  await ask("Explain Selection or File");
  await window.page.locator(".tab.active", { hasText: "explain-Sum.cs" }).waitFor();
  await window.waitForText(/which its name does not say\./);
  await window.waitForText(new RegExp(model));
  await window.picture("explained");

  assert.match(server.questions.at(-1), /first - second/);
});

test("a change is shown before it is made, and made when it is confirmed", async () => {
  const { window } = rig;
  await askToChange("Add instead");
  await window.press("Enter");
  const question = window.page.locator(".notification-list-item", { hasText: "Make the change" });
  await question.waitFor();
  await window.waitForText(/^\+.*=> first \+ second;$/m);
  await window.picture("change-preview");
  await question.locator(".monaco-button", { hasText: "Make the change" }).click();
  await window.waitForText(/=> first \+ second;$/m);
  await window.picture("changed");

  assert.match(server.questions.at(-1), /Add instead/);
});

test("an answer that is no change changes nothing, and why is told", async () => {
  const { window } = rig;
  await askToChange("Divide instead");
  await window.press("Enter");
  const [{ text }] = await window.waitForMessage(/code block/);
  await window.picture("change-refused");

  assert.match(text, /no fenced code block/);
});

test("Escape in the place of a wish asks nobody", async () => {
  const { window } = rig;
  const before = server.questions.length;
  await askToChange("Never mind");
  await window.press("Escape");
  await window.page.locator(".quick-input-widget", { hasText: "What should change?" }).waitFor({ state: "hidden" });

  assert.equal(server.questions.length, before);
});

test("who answered is in the status bar, and on the pages with what it took and why", async () => {
  const { window } = rig;
  await ask("Explain Selection or File");
  await window.waitForStatus(/CodeAssist · local.*Last task: loopback\/scripted-chat/s);
  await window.command("CodeAssist: Show Usage");
  await window.waitForPage(/scripted-chat\s*explain/);
  await window.picture("usage");
  await window.command("CodeAssist: Show Routing");
  await window.waitForPage(/explained: Sum\.cs/);
  await window.picture("routing");
});

const keyOf = (id, variable) => new RegExp(`(?:^|\\0)${variable}=([^\\0]*)`).exec(readFileSync(`/proc/${id}/environ`, "utf8"))?.[1];

/** Keeps a key, or none; both start the server again. @returns {Promise<string | undefined>} what the new one is started with */
async function set(variable, typed) {
  const { window } = rig;
  return keyOf(await renewedBy(async () => {
    await window.command("CodeAssist: Set API Key…");
    await window.choose(variable);
    await window.page.locator(".quick-input-widget input[type=password]").waitFor();
    await window.type(typed);
    await window.picture(typed === "" ? "key-removed" : "key-set");
    await window.press("Enter");
  }), variable);
}

test("a key reaches the server's process, no log and no settings, and is gone when it is removed", async () => {
  const { world } = rig;

  assert.equal(await set("XAI_API_KEY", key), key);
  assert.doesNotMatch(world.lastWords() + world.log(), new RegExp(key));
  assert.doesNotMatch(readFileSync(`${world.data}/User/settings.json`, "utf8"), new RegExp(key));
  assert.equal(await set("XAI_API_KEY", ""), undefined);
});

test("a key of a provider of one's own is kept like any other", async () => {
  const { window, world } = rig;
  const rack = { id: "rack", like: "vllm", origin: "http://models.lan:8000", keyVariable: "RACK_KEY" };
  world.write("config/codeassist", { "providers.json": JSON.stringify({ version: 1, providers: [rack] }) });
  await renewedBy(() => window.command("CodeAssist: Restart the Language Server"));

  assert.equal(await set("RACK_KEY", key), key);
});
