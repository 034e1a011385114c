// What the gate in front of the network costs for a request of 64 KiB, and how often it takes ordinary code for a secret.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run as runChild } from "../lib/child.mjs";
import { dotnetOrFail } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";

const project = join(root, "tests", "CodeAssist.Benchmarks");
const program = join(root, "artifacts", "bin", "CodeAssist.Benchmarks", "release", "CodeAssist.Benchmarks");
const sources = [".cs", ".mjs", ".ts", ".json", ".md", ".py", ".lua", ".js", ".tsx", ".java", ".go", ".rs", ".cpp", ".h", ".yml", ".xml", ".props", ".csproj"];

// Made-up secrets stand in the tests of the gate, and gitleaks' file is about nothing else.
const aboutSecrets = /\/Privacy\/|\/Ledger\//;

/** @param {string[]} args a git repository to take the files from; this one by default */
export async function run([repository = root] = []) {
  await dotnetOrFail(["build", project, "-c", "Release", "--nologo", "-v", "quiet"], { what: "Building the benchmark" });
  const folder = mkdtempSync(join(tmpdir(), "codeassist-bench-"));
  try {
    const tracked = execFileSync("git", ["-C", resolve(repository), "ls-files", "-z"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }).split("\0");
    const files = tracked.filter((file) => sources.some((ending) => file.endsWith(ending)) && !aboutSecrets.test(file));
    const list = join(folder, "files.txt");
    writeFileSync(list, files.join("\n"));
    const { code, output } = await runChild(program, ["gate", resolve(repository), list], { limitSeconds: 600 });
    if (code !== 0) {
      throw new Failure(`The benchmark ended with ${code}: ${output.trim().split("\n").at(-1)}`, "Run 'dotnet build' and try again.");
    }

    return { bench: "gate", ...JSON.parse(output.trim().split("\n").at(-1)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
