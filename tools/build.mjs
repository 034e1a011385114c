// Builds the product into artifacts/app, and the tests beside it. Does nothing where nothing changed.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOrFail, dotnetOrFail } from "./lib/dotnet.mjs";
import { main } from "./lib/failure.mjs";
import { installProduct, replaceFile } from "./lib/product-files.mjs";
import { say, step } from "./lib/progress.mjs";
import { precompile } from "./lib/ready-to-run.mjs";
import { artifacts, product, program, root } from "./lib/repository.mjs";
import { digestOf, forget, isCurrent, remember } from "./lib/stamp.mjs";
import { setup } from "./setup.mjs";

// Locked: the versions and hashes of the committed lock files, or none.
const options = ["-c", "Release", "-v", "quiet", "-p:RestoreLockedMode=true"];
const programs = ["CodeAssist.Server", "CodeAssist.ModelHost", "CodeAssist.Egress"];
const rules = [
  "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "BannedSymbols.txt", "CodeAssist.sln",
  "tools/build.mjs", "tools/lib", "tools/ready-to-run.proj",
];

/** The three programs, the model and everything they need, in `artifacts/app`. */
export async function buildProduct() {
  const digest = digestOf(["server", "models", ...rules]);
  const model = join("models", "codeassist-builtin.q8_0.gguf");
  if (isCurrent("product", digest, [program("codeassist"), program("codeassist-host"), program("codeassist-egress"), join(product, model)])) {
    return;
  }

  forget("product");
  const published = join(artifacts, "publish");
  rmSync(published, { recursive: true, force: true });
  await step("Building the server, the model host and egress", async () => {
    for (const name of programs) {
      await dotnetOrFail(["publish", `server/${name}`, ...options, "-o", published], { what: `Building ${name}` });
    }
  });

  const precompiled = join(artifacts, "ready-to-run");
  const reason = await step("Precompiling it for a quick start", () => precompile(published, precompiled));
  if (reason) {
    say(`  Not precompiled, so it starts a little slower: ${reason}.`);
  }

  installProduct(reason ? [published] : [published, precompiled], product);
  mkdirSync(join(product, "models"), { recursive: true });
  replaceFile(join(root, model), join(product, model));
  remember("product", digest);
}

/** Every project of the solution, for the tests. */
export async function buildTests() {
  const projects = readdirSync(join(root, "tests")).filter((name) => name.startsWith("CodeAssist.")).map((name) => `tests/${name}`);
  const digest = digestOf(["server", "tests/Directory.Build.props", ...projects, ...rules]);
  const tests = testAssemblies();
  if (isCurrent("tests", digest, tests)) {
    return;
  }

  forget("tests");
  await step("Building the tests", () => buildOrFail(["CodeAssist.sln", ...options], { what: "Building the tests" }));
  remember("tests", digest);
}

/** @returns {string[]} the programs that run the tests, one for each test project */
export function testAssemblies() {
  const ending = process.platform === "win32" ? ".exe" : "";
  return readdirSync(join(root, "tests"))
    .filter((name) => name.endsWith(".Tests") && existsSync(join(root, "tests", name, `${name}.csproj`)))
    .map((name) => join(artifacts, "bin", name, "release", name + ending));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup();
    await buildProduct();
    await buildTests();
  });
}
