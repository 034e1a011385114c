// What the checks of a review say of ordinary code, as if every line of it were new: to be read, hit by hit, for what is wrong among them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run as runChild } from "../lib/child.mjs";
import { dotnetOrFail } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(root, "artifacts", "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const ours = /^(server|tests|tools|vscode-extension\/src)\/.*\.(cs|mjs|ts)$/;

/** @param {string[]} args `--files LIST` for other files than this repository's: a text file with one path per line, relative to itself */
export async function run(args) {
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  const at = args.indexOf("--files");
  const scratch = mkdtempSync(join(tmpdir(), "codeassist-bench-"));
  try {
    const list = at < 0 ? ownFiles(scratch) : resolve(args[at + 1]);
    if (!existsSync(list)) {
      throw new Failure(`There is no list '${list}'.`, "Write the paths of the files into it, one per line.");
    }

    const { code, output } = await runChild(program, ["checks", at < 0 ? root : dirname(list), list], { limitSeconds: 1200, onLine: (line) => console.error(line) });
    if (code !== 0) {
      throw new Failure(`The benchmark ended with ${code}: ${output.trim().split("\n").at(-1)}`, "Run it by hand: " + program);
    }

    return { bench: "checks", ...JSON.parse(output.trim().split("\n").at(-1)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function ownFiles(scratch) {
  const tracked = execFileSync("git", ["-C", root, "ls-files", "-z"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }).split("\0");
  const list = join(scratch, "files.txt");
  writeFileSync(list, tracked.filter((file) => ours.test(file)).join("\n"));
  return list;
}
