// npm run calibrate: measures how sure to be of a model's and the workspace's suggestions, and writes it to models/confidence.json by the
// model's hash. Asked are lines that releases of several projects added which neither the model nor the benches' projects know of. Then how sure
// to be of a fault that the model sees, written to models/likelihood.json: lines of other projects, half of them with a fault put in.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { histories, projects } from "./bench/histories.mjs";
import { buildProduct } from "./build.mjs";
import { run } from "./lib/child.mjs";
import { dotnetOrFail } from "./lib/dotnet.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { artifacts, root } from "./lib/repository.mjs";
import { setup } from "./setup.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(artifacts, "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const limitSeconds = 4 * 3600;

/**
 * @param {string[]} args `--model FILE` for another model than the built-in one; `--only suggestions` or `--only faults`; `--share 0.8` for how many of the
 * lines are asked; `--faults 220` for the most faults of one project; `--again` to fit what was asked last time
 */
async function calibrate(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const model = ["--model", resolve(option("--model") ?? join(root, "models", "codeassist-builtin.q8_0.gguf"))];
  await setup();
  await buildProduct();
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  mkdirSync(join(artifacts, "bench"), { recursive: true });
  if (option("--only") !== "faults") {
    await suggestions(args, model, option("--share") ?? "0.8");
  }

  if (option("--only") !== "suggestions") {
    await faults(args, model, option("--faults") ?? "220");
  }
}

async function suggestions(args, model, share) {
  const samples = join(artifacts, "bench", "confidence-samples.json");
  if (!args.includes("--again")) {
    const [unseen, seen, judge] = [await histories("fit", { unseen: true }), await histories("fit", { unseen: false }), await histories("judge")];
    await output(["gather", ...model, share, samples, ...unseen, "--seen", ...seen, "--held-out", ...judge]);
  }

  console.log(await output(["calibrate", ...model, samples, join(root, "models", "confidence.json")]));
}

async function faults(args, model, most) {
  const samples = join(artifacts, "bench", "fault-samples.json");
  if (!args.includes("--again")) {
    await output(["faults", ...model, most, samples, ...(await projects("faults"))]);
  }

  console.log(await output(["fit-faults", ...model, join(root, "models", "likelihood.json"), samples]));
}

async function output(args) {
  const { code, output: text } = await run(program, args, { limitSeconds });
  if (code !== 0) {
    throw new Failure(`The calibration failed:\n${text.slice(-2000)}`, `Run it by hand: ${program}`);
  }

  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => calibrate(process.argv.slice(2)));
}
