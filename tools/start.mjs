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

// Real code of this repository. The caret goes behind `after`, so that a line that moves does not spoil the place.
const places = [
  { file: "server/CodeAssist.ModelHost.Protocol/HostEndpoint.cs", after: "if (OperatingSystem." },
  { file: "tests/CodeAssist.TestSupport/RepositoryRoot.cs", after: "for (var folder = new Directory" },
  { file: "server/CodeAssist.ModelHost.Protocol/Generate.cs", after: "public static SamplingOptions Greedy { get; } = new" },
];

async function start() {
  await setup();
  await buildProduct();

  const env = await programEnvironment();
  await codeassist(["doctor"], env);
  for (const { file, after } of places) {
    say("");
    await codeassist(["complete", caretBehind(file, after)], env);
  }

  say("");
  say("In an editor: let it start this language server for C# files, over standard input and output.");
  say(`  ${program("codeassist")} lsp`);
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

async function codeassist(args, env) {
  const { code } = await run(program("codeassist"), args, { limitSeconds: 300, env, inherit: true });
  if (code !== 0) {
    throw new Failure(`'codeassist ${args.join(" ")}' ended with exit code ${code}.`, `Run '${program("codeassist")} doctor' to see what is wrong.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(start);
}
