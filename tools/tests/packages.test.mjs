import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { packagePlatforms, llamaPackageOf } from "../lib/package-platforms.mjs";
import { problemsOf } from "../lib/product-folder.mjs";
import { product, root } from "../lib/repository.mjs";
import { compareVersions, requirementsOf, symbolVersions } from "../lib/requirements.mjs";

const onLinux = process.platform === "linux";

test("Every platform that packages are made for is one the publishing project and llama.cpp know", () => {
  const project = readFileSync(join(root, "tools", "package", "CodeAssist.Package.csproj"), "utf8");

  const runtimes = /<RuntimeIdentifiers>(.*)<\/RuntimeIdentifiers>/.exec(project)[1].split(";");

  assert.deepEqual(packagePlatforms.map(({ runtime }) => runtime), runtimes);
  packagePlatforms.forEach((platform) => assert.ok(llamaPackageOf(platform)));
});

test("A package's demand on glibc is the highest one of its files", { skip: onLinux ? false : "needs Linux libraries" }, () => {
  const library = join(product, "llama", "libggml-base.so");

  const { libc, minimumGlibc } = requirementsOf([library, join(root, "README.md")]);

  assert.equal(libc, "glibc");
  assert.ok(symbolVersions(library).includes(`GLIBC_${minimumGlibc}`));
  assert.ok(symbolVersions(library).filter((name) => /^GLIBC_\d/.test(name)).every((name) => compareVersions(name.slice(6), minimumGlibc) <= 0));
});

test("A package without Linux files asks for no libc", () => {
  assert.deepEqual(requirementsOf([join(root, "README.md")]), {});
});

test("Versions are compared by number", () => {
  assert.deepEqual(["2.34", "2.9", "2.2.5", "2.34.1"].sort(compareVersions), ["2.2.5", "2.9", "2.34", "2.34.1"]);
});

test("A file that a package lacks and one that nobody asked for are both named", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "ca-product-"));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "llama"));
  writeFileSync(join(folder, "llama", "llama-addon.node"), "");
  writeFileSync(join(folder, "codeassist"), "");

  const problems = problemsOf(packagePlatforms.find(({ name }) => name === "linux-x64"), folder);

  assert.ok(problems.includes("missing: codeassist-host"));
  assert.ok(problems.includes("missing: codeassist-egress"));
  assert.ok(problems.includes("missing: llama/libggml-vulkan.so"));
  assert.ok(problems.includes("superfluous: llama/llama-addon.node"));
  assert.ok(!problems.some((problem) => problem.endsWith(" codeassist")));
});
