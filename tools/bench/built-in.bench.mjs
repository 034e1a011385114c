// How often the built-in completer is right on lines that others really added; the index holds the tree before.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildProduct } from "../build.mjs";
import { run as runChild } from "../lib/child.mjs";
import { dotnetOrFail } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { histories } from "./histories.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(root, "artifacts", "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const limitSeconds = 6000;

/**
 * @param {string[]} args `--history REPO` for a git repository instead of the list, `--model FILE` for another model than the built-in one,
 * `--share 0.2` for how many of the questions are put to the model too, `--index` for the
 * index alone, also on projects that the model was trained on; `--fit` prints the weights of the index instead
 */
export async function run(args) {
  await buildProduct();
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  const model = ["--model", resolve(valueOf(args, "--model") ?? join(root, "models", "codeassist-builtin.q8_0.gguf"))];
  if (args.includes("--fit")) {
    console.log(await output(["fit", ...(await histories("fit")), "--held-out", ...(await histories("judge"))]));
    return { bench: "built-in", fit: true };
  }

  const history = valueOf(args, "--history");
  if (args.includes("--history") && !existsSync(join(history ?? "", ".git"))) {
    throw new Failure(`'${history ?? ""}' is no git repository.`, "npm run bench -- built-in --history FOLDER");
  }

  if (args.includes("--index")) {
    const both = history ? ["--git", resolve(history)] : [...(await histories("judge")), ...(await histories("judge-index"))];
    return { bench: "built-in", ...(await benchmark(["replay", ...both])) };
  }

  const judged = history ? ["--git", resolve(history)] : await histories("judge");
  return { bench: "built-in", ...(await benchmark(["replay", ...model, valueOf(args, "--share") ?? "0.1", ...judged])) };
}

// A share comes as [share, from, to], from and to its 95 % interval.
function withInterval([name, value]) {
  return Array.isArray(value) && value.length === 3 && value.every((number) => typeof number === "number")
    ? [[name, value[0]], [`${name}_interval`, value.slice(1)]]
    : [[name, value]];
}

function valueOf(args, name) {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

async function benchmark(args) {
  const text = await output(args);
  const report = JSON.parse(text.trim().split("\n").at(-1));
  report.samples.forEach((sample) => console.log(sample));
  delete report.samples;
  return Object.fromEntries(Object.entries(report).flatMap(withInterval));
}

async function output(args) {
  const { code, output: text } = await runChild(program, args, { limitSeconds });
  if (code !== 0) {
    throw new Failure(`The benchmark failed:\n${text.slice(-2000)}`, "Run it by hand: " + program);
  }

  return text;
}
