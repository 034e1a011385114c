import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { errorsIn } from "../lib/dotnet.mjs";
import { Failure } from "../lib/failure.mjs";
import { installLibraries } from "../lib/native-libraries.mjs";
import { llamaPackage } from "../lib/platform.mjs";
import { installProduct } from "../lib/product-files.mjs";
import { root } from "../lib/repository.mjs";
import { nodeProblem, sdkProblem } from "../lib/toolchain.mjs";

test("Accepts Node 20 and newer, and names the version where it is older", () => {
  assert.equal(nodeProblem("20.0.0"), null);
  assert.equal(nodeProblem("24.1.0"), null);
  assert.match(nodeProblem("18.19.1").message, /Node 18\.19\.1 is too old: CodeAssist needs 20 or newer/);
});

test("Accepts the SDK of global.json and later patches of it, nothing else", () => {
  assert.equal(sdkProblem(["10.0.400"], "10.0.400"), null);
  assert.equal(sdkProblem(["8.0.100", "10.0.417"], "10.0.400"), null);
  for (const other of ["10.0.300", "10.0.500", "11.0.400", "9.0.400"]) {
    assert.match(sdkProblem([other], "10.0.400").message, /No \.NET SDK 10\.0\.400 here; found/, other);
  }
});

test("Says what to install where there is no dotnet", () => {
  const problem = sdkProblem(null, "10.0.400");

  assert.match(problem.message, /'dotnet' was not found/);
  assert.match(problem.nextStep, /Install the \.NET SDK 10\.0\.400/);
});

test("Knows a package for each supported machine, and each is pinned in package.json", () => {
  const pinned = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).optionalDependencies;
  for (const [platform, architecture] of [["linux", "x64"], ["linux", "arm64"], ["win32", "x64"], ["win32", "arm64"], ["darwin", "arm64"], ["darwin", "x64"]]) {
    assert.match(pinned[`@node-llama-cpp/${llamaPackage(platform, architecture)}`], /^\d+\.\d+\.\d+$/);
  }

  assert.throws(() => llamaPackage("linux", "riscv64"), Failure);
});

test("Installs the libraries without the parts nobody calls, and once", (context) => {
  const { from, to } = folders(context);
  const bins = join(from, "bins", "win-x64-vulkan");
  mkdirSync(bins, { recursive: true });
  for (const name of ["llama.vulkan.v0.4.0.dll", "ggml-base.dll", "llama-common.dll", "llama-addon.node", "llama-addon.lib", "_nlcBuildMetadata.json"]) {
    writeFileSync(join(bins, name), name);
  }

  writeFileSync(join(from, "LICENSE"), "MIT");

  assert.equal(installLibraries(from, "win-x64-vulkan", join(to, "llama")), true);
  assert.deepEqual(readdirSync(join(to, "llama")).sort(), ["LICENSE", "_nlcBuildMetadata.json", "ggml-base.dll", "llama.vulkan.v0.4.0.dll"]);
  assert.equal(installLibraries(from, "win-x64-vulkan", join(to, "llama")), false);
});

test("Replaces libraries of another release as a whole", (context) => {
  const { from, to } = folders(context);
  const bins = join(from, "bins", "mac-x64");
  mkdirSync(bins, { recursive: true });
  writeFileSync(join(bins, "libllama.v0.4.0.dylib"), "new");
  writeFileSync(join(from, "LICENSE"), "MIT");
  mkdirSync(join(to, "llama"));
  writeFileSync(join(to, "llama", "libllama.v0.3.0.dylib"), "old");

  installLibraries(from, "mac-x64", join(to, "llama"));

  assert.deepEqual(readdirSync(join(to, "llama")).sort(), ["LICENSE", "libllama.v0.4.0.dylib"]);
});

test("Puts the product in place, precompiled where it can be, and removes what is no longer part of it", (context) => {
  const { from, to } = folders(context);
  const [published, precompiled] = [join(from, "publish"), join(from, "ready-to-run")];
  [published, precompiled, join(to, "llama"), join(to, "models")].forEach((folder) => mkdirSync(folder));
  writeFileSync(join(published, "codeassist"), "program");
  chmodSync(join(published, "codeassist"), 0o755);
  writeFileSync(join(published, "codeassist.dll"), "intermediate");
  writeFileSync(join(published, "codeassist.xml"), "documentation");
  writeFileSync(join(precompiled, "codeassist.dll"), "precompiled");
  writeFileSync(join(to, "CodeAssist.Former.dll"), "stale");

  installProduct([published, precompiled], to);

  assert.deepEqual(readdirSync(to).sort(), ["codeassist", "codeassist.dll", "llama", "models"]);
  assert.equal(readFileSync(join(to, "codeassist.dll"), "utf8"), "precompiled");
});

test("Shows each build error once, without the project it is repeated for", () => {
  const output = [
    "  Determining projects to restore...",
    "/repo/server/A.cs(2,21): error CA1031: Catch something narrower [/repo/server/A.csproj]",
    "/repo/server/A.cs(2,21): error CA1031: Catch something narrower [/repo/tests/B.csproj]",
    "    1 Error(s)",
  ].join("\n");

  assert.deepEqual(errorsIn(output), ["/repo/server/A.cs(2,21): error CA1031: Catch something narrower"]);
});

function folders(context) {
  const base = mkdtempSync(join(tmpdir(), "codeassist-setup-"));
  context.after(() => rmSync(base, { recursive: true }));
  const [from, to] = [join(base, "from"), join(base, "to")];
  mkdirSync(from);
  mkdirSync(to);
  return { from, to };
}
