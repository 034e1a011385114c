// Whether work has to be done again: a stamp remembers the digest of everything that went into the last time.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { artifacts, root } from "./repository.mjs";

/** @param {string[]} inputs files and folders, relative to the root; by content, so that a checkout of the same commit is no change */
export function digestOf(inputs) {
  // A build for a pipeline differs from a developer's in its paths (Directory.Build.props).
  const hash = createHash("sha256").update(`CI=${process.env.CI ?? ""}\n`);
  for (const path of inputs.flatMap((input) => filesBelow(join(root, input))).sort()) {
    hash.update(`${relative(root, path)}\n`).update(createHash("sha256").update(readFileSync(path)).digest());
  }

  return hash.digest("hex");
}

/**
 * @param {string} name
 * @param {string} digest
 * @param {string[]} outputs a stamp without its outputs counts for nothing
 */
export function isCurrent(name, digest, outputs) {
  const path = stampPath(name);
  return existsSync(path) && readFileSync(path, "utf8") === digest && outputs.every((output) => existsSync(output));
}

export function remember(name, digest) {
  mkdirSync(dirname(stampPath(name)), { recursive: true });
  writeFileSync(stampPath(name), digest);
}

export function forget(name) {
  rmSync(stampPath(name), { force: true });
}

const stampPath = (name) => join(artifacts, "stamps", name);

function filesBelow(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) {
    return [];
  }

  return entry.isDirectory()
    ? readdirSync(path).filter((name) => name !== "bin" && name !== "obj").flatMap((name) => filesBelow(join(path, name)))
    : [path];
}
