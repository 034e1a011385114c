// How often the built-in completer is right on lines that others really added; the index holds the tree before.
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { run as runChild } from "../lib/child.mjs";
import { dotnetOrFail } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(root, "artifacts", "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const cache = join(root, "artifacts", "bench", "releases");
const inputs = JSON.parse(readFileSync(join(root, "tools", "bench", "built-in.inputs.json"), "utf8"));
const limitSeconds = 3000;

/**
 * @param {string[]} args `--history REPO` for a git repository instead of the list; `--fit` prints the index's weights for the list instead
 */
export async function run(args) {
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  if (args.includes("--history")) {
    const repository = args[args.indexOf("--history") + 1];
    if (!repository || !existsSync(join(repository, ".git"))) {
      throw new Failure(`'${repository ?? ""}' is no git repository.`, "npm run bench -- built-in --history FOLDER");
    }

    return withModel(await benchmark(["replay", "--git", resolve(repository)]));
  }

  if (args.includes("--fit")) {
    console.log(await output(["fit", ...(await releases("fit")), "--held-out", ...(await releases("judge"))]));
    return { bench: "built-in", fit: true };
  }

  return withModel(await benchmark(["replay", ...(await releases("judge"))]));
}

// What only the model, or both together, can fill in is null until they take part.
function withModel(index) {
  const together = Object.fromEntries(
    ["rest_exact", "rest_shown", "rest_exact_when_shown", "line_exact", "line_shown", "line_exact_when_shown"].map((name) => [name, null]));
  return { bench: "built-in", tasks: index.tasks, ...together, ...index };
}

async function benchmark(args) {
  const text = await output(args);
  const report = JSON.parse(text.trim().split("\n").at(-1));
  report.samples.forEach((sample) => console.log(sample));
  delete report.samples;
  return report;
}

async function output(args) {
  const { code, output: text } = await runChild(program, args, { limitSeconds });
  if (code !== 0) {
    throw new Failure(`The benchmark failed:\n${text.slice(-2000)}`, "Run it by hand: " + program);
  }

  return text;
}

/** @returns {Promise<string[]>} an option for each project of which at least two releases could be had */
async function releases(purpose) {
  const options = [];
  for (const { name, kind, versions } of inputs.filter((input) => input.purpose === purpose)) {
    const folders = [];
    for (const version of versions) {
      const folder = join(cache, `${name}-${version}`);
      if (existsSync(folder) || (await fetch(kind, name, version, folder))) {
        folders.push(folder);
      } else {
        console.log(`absent: ${name} ${version}`);
      }
    }

    if (folders.length > 1) {
      options.push("--releases", folders.join(","));
    }
  }

  if (options.length === 0) {
    throw new Failure("No release of any project could be had.", "Check that npm and apt-get reach a registry, or use --history FOLDER.");
  }

  return options;
}

// Through the machine's own clients, wherever those get their packages from.
async function fetch(kind, name, version, folder) {
  const download = join(cache, "download", `${name}-${version}`);
  mkdirSync(download, { recursive: true });
  const command = kind === "npm"
    ? ["npm", ["pack", "--silent", "--pack-destination", download, `${name}@${version}`]]
    : ["apt-get", ["source", "--download-only", `${name}=${version}`]];
  await runChild(command[0], command[1], { limitSeconds: 300, cwd: download }).catch(() => undefined);
  const archive = readdirSync(download).find((file) => /(\.tgz|\.orig\.tar\.(gz|xz|bz2))$/.test(file));
  if (!archive) {
    return false;
  }

  mkdirSync(folder, { recursive: true });
  const { code } = await runChild("tar", ["xf", join(download, archive), "-C", folder, "--wildcards", "*.cs"], { limitSeconds: 300 });
  return code === 0;
}
