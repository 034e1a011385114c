// Puts a published build in the place where the product is run from, file by file: a program that runs from there
// keeps the files it has open, because each is replaced as a whole and never written to.
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";

// Other steps own these.
const kept = new Set(["llama", "models"]);

/**
 * @param {string[]} sources folders; a later one's file wins over an earlier one's of the same name
 * @param {string} target files that no source has are removed from it
 */
export function installProduct(sources, target) {
  mkdirSync(target, { recursive: true });
  const wanted = new Map(sources.flatMap((source) => readdirSync(source)
    .filter((name) => !name.endsWith(".xml"))
    .map((name) => [name, join(source, name)])));
  try {
    for (const [name, source] of wanted) {
      replaceFile(source, join(target, name));
    }

    for (const name of readdirSync(target).filter((name) => !wanted.has(name) && !kept.has(name))) {
      rmSync(join(target, name), { recursive: true });
    }
  } catch (error) {
    throw new Failure(
      `${target} could not be replaced (${error.code}).`,
      "Close editors that use CodeAssist from this checkout, then run the command again.");
  }
}

export function replaceFile(source, target) {
  const fresh = `${target}.new`;
  copyFileSync(source, fresh);
  renameSync(fresh, target);
}
