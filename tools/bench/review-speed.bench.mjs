// How long a review takes: changes of 1, 10 and 100 files of this repository, cold, again unchanged, and again after one line; and how much a chat model is asked each time.
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildProduct } from "../build.mjs";
import { dotnetOrFail, programEnvironment } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { product, round, temporaryUser } from "./product.mjs";
import { median } from "./statistics.mjs";

const sizes = [1, 10, 100];
// A hundred files take long enough for once.
const roundsOf = (files) => (files < 100 ? 3 : 1);
const partial = 2;
const program = join(product, "codeassist");
const maker = join(root, "tools", "GgufMaker");

/** @param {string[]} args `--chat` also reviews with a chat model of random weights, which counts questions and says nothing of how long a real one takes */
export async function run(args) {
  await buildProduct();
  const environment = { ...process.env, ...(await programEnvironment()) };
  const results = sizes.map((files) => measure(files, {}, environment));

  const chat = args.includes("--chat") ? await withChat(environment) : [];
  return { bench: "review-speed", load: round(loadavg()[0]), results: [...results, ...chat] };
}

async function withChat(environment) {
  const folder = mkdtempSync(join(tmpdir(), "ca-bench-"));
  try {
    const model = join(folder, "chat.gguf");
    await dotnetOrFail(["run", "--project", maker, "-c", "Release", "--", model, "--arch", "llama", "--family", "chatml", "--context", "4096"], { what: "Making the chat model" });
    return sizes.slice(0, 2).map((files) => measure(files, { "model.chat": model, "review.passes": 1 }, environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(files, settings, environment) {
  const times = { cold: [], again: [], line: [] };
  let questions = {};
  for (let number = 0; number < roundsOf(files); number++) {
    const repository = changed(files);
    const user = temporaryUser(settings);
    const at = { cwd: repository.folder, env: { ...environment, ...user.environment } };
    try {
      const cold = review(at, times.cold);
      const again = review(at, times.again);
      appendFileSync(repository.changed[0], "// One line more.\n");
      const line = review(at, times.line);
      questions = { cold: asked(cold), again: asked(again), line: asked(line) };
    } finally {
      user.remove();
      rmSync(repository.folder, { recursive: true, force: true });
    }
  }

  const [cold_ms, again_ms, line_ms] = [times.cold, times.again, times.line].map((all) => round(median(all)));
  console.log(`${files} files${settings["model.chat"] ? ", with a chat model" : ""}: cold ${cold_ms} ms, again ${again_ms} ms, after a line ${line_ms} ms`);
  return { files, rounds: roundsOf(files), chat: Boolean(settings["model.chat"]), cold_ms, again_ms, line_ms, ...(settings["model.chat"] ? { questions } : {}) };
}

/** A repository of this one's sources, in which so many files have got a line. */
function changed(count) {
  const folder = mkdtempSync(join(tmpdir(), "ca-bench-"));
  const git = (...rest) => execFileSync("git", ["-C", folder, "-c", "user.name=bench", "-c", "user.email=bench@example.org", ...rest], { stdio: "pipe" });
  const sources = execFileSync("git", ["-C", root, "ls-files", "-z", "--", "server/*.cs"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\0").filter(Boolean);
  git("init", "--quiet");
  for (const source of sources) {
    mkdirSync(dirname(join(folder, source)), { recursive: true });
    cpSync(join(root, source), join(folder, source));
  }

  git("add", "--all");
  git("commit", "--quiet", "--message=all");
  const step = Math.max(1, Math.floor(sources.length / count));
  const files = Array.from({ length: count }, (_, index) => join(folder, sources[index * step]));
  files.forEach((file) => appendFileSync(file, "\ninternal sealed class Added\n{\n    public int Twice(int value) => value + value;\n}\n"));
  return { folder, changed: files };
}

function review(at, times) {
  const begun = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, ["review", "--json", "--fail-level", "never"], { ...at, encoding: "utf8", maxBuffer: 1 << 28, timeout: 600_000 });
  if (status !== 0 && status !== partial) {
    throw new Failure(`A review ended with ${status}: ${stderr.trim()}`, "Run it by hand: codeassist review.");
  }

  times.push(Number(process.hrtime.bigint() - begun) / 1e6);
  return JSON.parse(stdout);
}

const asked = ({ models }) => models.reduce((sum, { questions }) => sum + questions, 0);
