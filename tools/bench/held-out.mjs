// Runs a part of CodeAssist.Benchmarks over C# files that neither the model nor the weights have seen.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { run as runChild } from "../lib/child.mjs";
import { dotnetOrFail } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { release } from "./releases.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(root, "artifacts", "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const limitSeconds = 3600;
const heldOut = { kind: "npm", name: "react-native-windows", version: "0.57.0-rc.5" };

/**
 * @param {string} part what is run
 * @param {string[]} args `--model FILE` for another model than the built-in one; `--files LIST` for other files than the held-out ones: a text
 * file with one path per line, relative to itself
 * @param {{ name: string, usual: string }} most the option that says how much is asked, and what it is without
 */
export async function runOnHeldOut(part, args, { name, usual }) {
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  const model = resolve(valueOf(args, "--model") ?? join(root, "models", "codeassist-builtin.q8_0.gguf"));
  const list = resolve(valueOf(args, "--files") ?? join(root, "tools", "bench", "quality.files.txt"));
  const folder = args.includes("--files") ? dirname(list) : await release(heldOut);
  if (!folder || !existsSync(list)) {
    throw new Failure("The held-out files could not be had.", "Check that npm reaches a registry, or name files of your own with --files LIST.");
  }

  const { code, output } = await runChild(program, [part, "--model", model, folder, list, valueOf(args, name) ?? usual], { limitSeconds });
  if (code !== 0) {
    throw new Failure(`The benchmark failed:\n${output.slice(-2000)}`, "Run it by hand: " + program);
  }

  return JSON.parse(output.trim().split("\n").at(-1));
}

function valueOf(args, name) {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}
