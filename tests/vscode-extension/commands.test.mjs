// What a user can do besides typing: with a model whose every word is written down, so that texts can be compared exactly.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/repository.mjs";
import { openWindow, test } from "./support/rig.mjs";
import { keys } from "./support/world.mjs";

const { contributes: { walkthroughs: [walkthrough] } } = JSON.parse(readFileSync(join(root, "vscode-extension", "package.json"), "utf8"));
const definition = "export interface Invoice {\n  net: number;";
const sum = "paper.net * quantity;";
const answers = [
  { after: "total = ", text: "first + second;" },
  { after: "var difference = ", text: "second - first;" },
  ...[...sum].map((_, typed) => ({ after: `return ${sum.slice(0, typed)}`, given: definition, text: sum.slice(typed) })),
  { after: "void Greet() {", text: "\n    Say(\"world\");\n}" },
];
const files = {
  "Program.cs": "var first = 1;\nvar second = 2;\n",
  "Other.cs": "var difference = first - third;\n",
  "notes.md": "# Notes\n",
  "bill.ts": `/** What is owed. */\n${definition}\n  gross: number;\n}\n`,
  "till.ts": "import type { Invoice } from \"./bill\";\n\nexport function collect(paper: Invoice) {\n",
  ".vscode/settings.json": "{}\n",
};
const rig = openWindow({ answers, files, languages: true });

async function typeIn(file, text) {
  const { window } = rig;
  await window.openFile(file);
  await window.press("Control+End");
  await window.type(text);
}

async function typeInProgram(text) {
  await rig.window.waitForStatus(/scripted on Script/);
  await typeIn("Program.cs", text);
}

// Asked until there is an answer: nothing on the page tells when a server that was started again has told VS Code what it offers.
async function suggestsAgain() {
  const { window } = rig;
  await typeInProgram("var total = ");
  const ask = async () => {
    await window.trigger();
    return window.ghost();
  };
  await window.waitFor(ask, ({ inline }) => inline === "first + second;", "a suggestion");
}

// Asked until the answer is about what was typed last: the editor asks the server in its own time, and takes back what it no longer needs.
async function explanation(text) {
  const { window } = rig;
  const ask = async () => {
    await window.trigger();
    await window.command("CodeAssist: Why Was There (No) Suggestion?");
    return window.toast(text).count();
  };
  await window.waitFor(ask, (count) => count > 0, `the explanation '${text}'`);
}

test("word by word, then the rest", async () => {
  const { window } = rig;
  await typeInProgram("var total = ");
  await window.waitForGhost(({ inline }) => inline === "first + second;");
  await window.press("Control+ArrowRight");
  await window.waitForText(/total = first$/m);
  await window.waitForGhost(({ inline }) => inline === " + second;", "the rest of the suggestion");
  await window.picture("word-by-word");
  await window.press("Tab");

  await window.waitForText(/^var total = first \+ second;$/m);
});

test("line by line, then the rest", async () => {
  const { window } = rig;
  await typeInProgram("void Greet() {");
  await window.waitForGhost(({ lines }) => lines.length > 0, "further lines");
  await window.press(keys.line);
  await window.waitForText(/Greet\(\) \{\n *$/);
  await window.waitForGhost(({ inline }) => inline.includes("Say"), "the next line");
  await window.press(keys.line);
  await window.waitForText(/Greet\(\) \{\n    Say\("world"\);\n *$/);
  await window.waitForGhost(({ inline }) => inline.includes("}"), "the last line");
  await window.picture("line-by-line");
  await window.press("Tab");

  await window.waitForText(/Greet\(\) \{\n    Say\("world"\);\n\}$/);
});

test("several lines at once, and Escape takes them away", async () => {
  const { window } = rig;
  await typeInProgram("void Greet() {");
  const ghost = await window.waitForGhost(({ lines }) => lines.length > 0, "further lines");
  await window.picture("several-lines");
  await window.press("Escape");
  await window.waitForGhost(({ inline, lines }) => inline === "" && lines.length === 0, "no ghost text");

  assert.deepEqual(ghost.lines, ["    Say(\"world\");", "}"]);
  assert.match(await window.text(), /Greet\(\) \{$/m);
});

test("asked for by hand there are alternatives, to and fro", async () => {
  const { window } = rig;
  await typeInProgram("var difference = ");
  await window.press("Escape");
  await window.waitForGhost(({ inline }) => inline === "", "no ghost text");
  await window.trigger();
  const { inline: first } = await window.waitForGhost();
  await window.press(keys.next);
  const { inline: second } = await window.waitForGhost(({ inline }) => inline !== "" && inline !== first, "an alternative");
  await window.picture("alternative");
  await window.press(keys.previous);
  await window.waitForGhost(({ inline }) => inline === first, "the first suggestion again");
  await window.press(keys.next);
  await window.waitForGhost(({ inline }) => inline === second, "the alternative again");
  await window.press("Tab");
  await window.waitForText(new RegExp(`difference = ${second.replace(/[+.]/g, "\\$&")}$`, "m"));

  assert.deepEqual(new Set([first, second]), new Set(["first - third;", "second - first;"]));
});

test("snoozed from the menu, asked for by hand, resumed", async () => {
  const { window } = rig;
  await window.waitForStatus(/scripted on Script/);
  await window.status.click();
  await window.picture("menu");
  await window.choose("Snooze suggestions");
  await window.toast("snoozed for 10 minutes").waitFor();
  await window.waitForStatus(/Snoozed until \d\d:\d\d/);
  await typeIn("Program.cs", "var total = ");
  assert.equal((await window.ghost()).inline, "");
  await window.trigger();
  await window.waitForGhost(({ inline }) => inline === "first + second;", "what was asked for");

  await window.command("CodeAssist: Resume Suggestions");
  await window.waitForStatus(/scripted on Script/);
});

// What a language server says late serves the next key: typed on until there is one that it served.
test("what the editor's own language server knows of a name is in the prompt", async () => {
  const { window } = rig;
  await window.waitForStatus(/scripted on Script/);
  await window.openFile("till.ts");
  await window.editor.locator(".squiggly-error").first().waitFor();
  await typeIn("till.ts", "  return ");
  let typed = 0;
  const next = async () => {
    await window.type(sum[typed++]);
    await window.page.waitForTimeout(300);
    return window.ghost();
  };
  await window.waitFor(next, ({ inline }) => inline === sum.slice(typed), "what follows where the definition is known");
  await window.picture("definition-in-prompt");
});

test("why there was no suggestion", async () => {
  const { window } = rig;
  await typeInProgram("nobody wrote this down");
  await explanation("the model had nothing to say. (Blank)");
  await window.picture("why");
});

test("local-only is switched on, seen, and switched off", async () => {
  const { window } = rig;
  await window.waitForStatus(/scripted on Script/);
  await window.command("CodeAssist: Toggle Local-Only");
  await window.pressButton("Keep everything here");
  await window.waitForStatus(/Your settings keep everything on this machine/);
  await window.status.locator(".codicon-lock").waitFor();
  await window.picture("local-only");
  await window.command("CodeAssist: Toggle Local-Only");
  await window.status.locator(".codicon-lock").waitFor({ state: "detached" });
});

test("a repository is made private, seen, and released", async () => {
  const { window } = rig;
  await window.waitForStatus(/scripted on Script/);
  await window.command("CodeAssist: Toggle Private Repository");
  await window.waitForStatus(/You have made the repository of \S+ private/);
  await window.status.locator(".codicon-lock").waitFor();
  await window.picture("private");
  await window.command("CodeAssist: Toggle Private Repository");
  await window.status.locator(".codicon-lock").waitFor({ state: "detached" });
});

test("a language that is switched off gets nothing, and the reason is told", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/scripted on Script/);
  world.write("work", { ".vscode/settings.json": "{ \"codeassist.completion.disabledLanguages\": [\"markdown\"] }\n" });
  await window.openFile("notes.md");
  await window.press("Control+End");
  await window.type("total = ");
  await explanation("suggestions are switched off for markdown. (Disabled)");

  assert.equal((await window.ghost()).inline, "");
});

test("the doctor's report opens as a document", async () => {
  const { window } = rig;
  await window.command("CodeAssist: Run Doctor");

  await window.waitForText(/^CodeAssist +\d+\.\d+\.\d+$/m);
  await window.picture("doctor");
});

test("the walkthrough has six steps, each with its picture", async () => {
  const { window } = rig;
  await window.press(keys.sideBar);
  await window.command("CodeAssist: Open Walkthrough");
  const steps = window.page.locator(".gettingStartedContainer .getting-started-step");
  await window.waitFor(() => steps.count(), (count) => count === 6, "six steps");
  for (const [index, { media }] of walkthrough.steps.entries()) {
    await steps.nth(index).click();
    const picture = window.page.locator(`.gettingStartedContainer .getting-started-media img[alt="${media.altText}"]`);
    const look = () => picture.evaluateAll((images) => images.map((image) => image.naturalWidth > 0 && image.checkVisibility()));
    await window.waitFor(look, ([isShown]) => isShown === true, "the step's picture");
    await window.picture(`walkthrough-${index + 1}`);
  }
  await window.press(keys.sideBar);
});

test("the log opens with what the server said", async () => {
  const { window } = rig;
  await window.command("CodeAssist: Open Log");

  await window.page.locator(".part.panel .view-lines", { hasText: "ready on" }).waitFor();
});

test("the server is restarted and suggests again", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/scripted on Script/);
  const [before] = world.processes("codeassist lsp");
  await window.command("CodeAssist: Restart the Language Server");
  await window.waitFor(() => world.processes("codeassist lsp"), ([id]) => id !== undefined && id !== before, "another server");

  await suggestsAgain();
});

test("a load that takes long shows how far it is, ends when it is cancelled, and is begun again by a restart", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/scripted on Script/);
  world.holdLoads(true);
  await window.press(keys.restart);
  await window.waitForStatus(/50\s?%/);
  const progress = await window.waitForMessage(/loading the model/);
  await window.picture("loading");
  await window.pressButton("Cancel");
  await window.waitForStatus(/Loading the model was ended\./);
  await window.picture("loading-cancelled");
  world.holdLoads(false);
  await window.press(keys.restart);
  await window.waitForStatus(/scripted on Script/);

  assert.deepEqual(progress.map(({ buttons }) => buttons), [["Cancel"]]);
});

test("restarts that overlap end with one server that suggests", async () => {
  const { window, world } = rig;
  await window.waitForStatus(/scripted on Script/);
  const [before] = world.processes("codeassist lsp");
  for (let count = 0; count < 6; count++) {
    await window.press(keys.restart);
  }

  await window.waitFor(() => world.processes("codeassist lsp"), (ids) => ids.length === 1 && ids[0] !== before, "one other server");
  await suggestsAgain();

  assert.equal(world.processes("codeassist lsp").length, 1);
  assert.doesNotMatch(world.log(), /did not start|\[error\]/);
});
