// Bundles the VS Code extension into one file, vscode-extension/dist/extension.js. Does nothing where nothing changed.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./lib/child.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { installLocked } from "./lib/locked-packages.mjs";
import { npm } from "./lib/packages.mjs";
import { step } from "./lib/progress.mjs";
import { root } from "./lib/repository.mjs";
import { digestOf, forget, isCurrent, remember } from "./lib/stamp.mjs";

const folder = "vscode-extension";

export async function buildExtension() {
  const inputs = ["src", "esbuild.mjs", "package.json", "package-lock.json"].map((name) => `${folder}/${name}`);
  const digest = digestOf(inputs);
  if (isCurrent("extension", digest, [join(root, folder, "dist", "extension.js")])) {
    return;
  }

  forget("extension");
  await installLocked(folder, "what the VS Code extension is built with");
  await step("Bundling the VS Code extension", () => script("build", "Bundling the extension"));
  remember("extension", digest);
}

/** Types, rules and form of its sources. */
export async function checkExtension() {
  await buildExtension();
  for (const [name, what] of [["typecheck", "types"], ["lint", "rules"], ["format:check", "form"]]) {
    await step(`Checking the extension's ${what}`, () => script(name, `The check of the extension's ${what}`));
  }
}

async function script(name, what) {
  const { command, prefix } = npm();
  const { code, output } = await run(command, [...prefix, "run", "--silent", name], { limitSeconds: 300, cwd: join(root, folder) });
  if (code !== 0) {
    throw new Failure(`${what} failed:\n${output}`, `Mend the errors above, then run 'npm run ${name}' in ${folder} again.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(buildExtension);
}
