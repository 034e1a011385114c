// npm start: from a fresh clone to ghost text in real code, then how to have it in an editor.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProduct } from "./build.mjs";
import { run } from "./lib/child.mjs";
import { programEnvironment } from "./lib/dotnet.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { say } from "./lib/progress.mjs";
import { program, root } from "./lib/repository.mjs";
import { setup } from "./setup.mjs";

// Real code of this repository, completed as if the rest of the line had not been typed yet. The caret goes behind `after`,
// so that a line that moves does not spoil the place. The last asks again some keys further: most of its prompt is cached.
export const places = [
  { file: "server/CodeAssist.Server/Composition/Startup.cs", after: "public IReadOnlyList<string> SettingsProblems " },
  { file: "server/CodeAssist.Lsp/LspClient.cs", after: "progress." },
  { file: "server/CodeAssist.Server/Session/ServerSession.cs", after: "            _folders = " },
  { file: "server/CodeAssist.Server/Session/ServerSession.cs", after: "            _folders = value" },
];

// Of docs/command-line.md.
const somethingIsWrong = 3;

async function start() {
  await setup();
  await buildProduct();

  const env = await programEnvironment();
  // What the doctor finds wrong need not keep anybody from completing: that is what the next command is for.
  await codeassist(["doctor"], env, [0, somethingIsWrong]);
  say("");
  await codeassist(["complete", "--hide-rest", ...places.map(({ file, after }) => caretBehind(file, after))], env);

  say("In an editor: let it start this language server, over standard input and output (README.md has an example).");
  say(`  ${program("codeassist")} lsp`);
  say("");
  say("Anywhere in your own code:");
  say(`  ${program("codeassist")} complete FILE:LINE:COLUMN`);
}

/** @returns {string} `FILE:LINE:COLUMN`, counted from 1 */
export function caretBehind(file, after) {
  const text = readFileSync(join(root, file), "utf8");
  const index = text.indexOf(after);
  if (index < 0) {
    throw new Error(`${file} no longer contains '${after}'.`);
  }

  const before = text.slice(0, index + after.length).split("\n");
  return `${join(root, file)}:${before.length}:${before.at(-1).length + 1}`;
}

async function codeassist(args, env, fine = [0]) {
  const { code } = await run(program("codeassist"), args, { limitSeconds: 300, env, inherit: true });
  if (!fine.includes(code)) {
    throw new Failure(`'codeassist ${args.join(" ")}' ended with exit code ${code}.`, `Run '${program("codeassist")} doctor' to see what is wrong.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(start);
}
