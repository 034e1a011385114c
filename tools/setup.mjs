// Brings a fresh checkout to where it can be built: checks the tools, installs llama.cpp's libraries.
// Does nothing, and needs no network, once that is done.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "./lib/failure.mjs";
import { installLibraries } from "./lib/native-libraries.mjs";
import { installPackages, isPackageInstalled, packageFolder } from "./lib/packages.mjs";
import { llamaPackage } from "./lib/platform.mjs";
import { step } from "./lib/progress.mjs";
import { product } from "./lib/repository.mjs";
import { checkToolchain } from "./lib/toolchain.mjs";

export async function setup() {
  await checkToolchain();
  const name = llamaPackage();
  if (!isPackageInstalled(name)) {
    await step(`Installing llama.cpp (${name}), once`, () => installPackages(name));
  }

  installLibraries(packageFolder(name), name, join(product, "llama"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(setup);
}
