// llama.cpp's shared libraries: taken from the package of this platform, repaired, and put beside the product.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { readRunpaths, repairRunpath } from "./elf-runpath.mjs";
import { Failure } from "./failure.mjs";

// The addon serves Node programs and llama-common its command line tools; the host calls neither. The five processors are rare, and each of
// them runs the code for one before it (Skylake-X, Cascade Lake, twice Sandy Bridge, any x64): 2 MB less to download for everybody.
const unused = /^(llama-addon\.|(lib)?llama-common\.|(lib)?ggml-cpu-(cannonlake|cooperlake|ivybridge|piledriver|sse42)\.)/;

/**
 * @param {string} packageFolder an unpacked `@node-llama-cpp/<variant>`
 * @param {string} variant names the folder below `bins/`
 * @param {string} target replaced as a whole, so that nothing of an older release stays behind
 * @returns {boolean} whether anything had to be done
 */
export function installLibraries(packageFolder, variant, target) {
  const source = join(packageFolder, "bins", variant);
  const names = readdirSync(source).filter((name) => !unused.test(name));
  if (isInstalled(source, names, target)) {
    return false;
  }

  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const name of names) {
    cpSync(join(source, name), join(fresh, name));
  }

  cpSync(join(packageFolder, "LICENSE"), join(fresh, "LICENSE"));
  for (const name of names.filter(isElf(variant))) {
    repairRunpath(join(fresh, name));
  }

  replaceFolder(fresh, target);
  return true;
}

// Sizes and search paths, not contents: this runs at every start, and a repair keeps the size.
function isInstalled(source, names, target) {
  if (!existsSync(target) || readdirSync(target).length !== names.length + 1) {
    return false;
  }

  const repaired = process.platform !== "linux" ? () => true : (path) => readRunpaths(path).every(({ text }) => text === "$ORIGIN");
  return names.every((name) => {
    const copy = statSync(join(target, name), { throwIfNoEntry: false });
    return copy?.size === statSync(join(source, name)).size && (!name.endsWith(".so") || repaired(join(target, name)));
  });
}

// macOS backends are called .so as well, but are Mach-O files that find their siblings through @loader_path.
const isElf = (variant) => (name) => variant.startsWith("linux-") && name.endsWith(".so");

function replaceFolder(fresh, target) {
  try {
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } catch (error) {
    throw new Failure(
      `The libraries in ${target} could not be replaced (${error.code}).`,
      "Close editors that use CodeAssist from this checkout, then run the command again.");
  }
}
