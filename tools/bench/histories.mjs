// The projects whose releases are replayed, as options of CodeAssist.Benchmarks: built-in.inputs.json says what each of them is for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { release } from "./releases.mjs";

const inputs = JSON.parse(readFileSync(join(root, "tools", "bench", "built-in.inputs.json"), "utf8"));

/**
 * @param {string} purpose `faults`
 * @returns {Promise<string[]>} a folder for each project that could be had
 */
export async function projects(purpose) {
  const folders = [];
  for (const { name, kind, versions } of inputs.filter((input) => input.purpose === purpose)) {
    const folder = await release({ kind, name, version: versions[0] });
    if (folder) {
      folders.push(folder);
    } else {
      console.log(`absent: ${name} ${versions[0]}`);
    }
  }

  if (folders.length < 2) {
    throw new Failure("Faults are judged on other projects than they were learned from, and fewer than two could be had.", "Check that npm and apt-get reach a registry.");
  }

  return folders;
}

/**
 * @param {string} purpose `fit`, `judge` or `judge-index`
 * @param {{ unseen?: boolean }} options only projects that the built-in model was not trained on, or only those that it was; both where nothing is said
 * @returns {Promise<string[]>} an option for each project of which at least two releases could be had
 */
export async function histories(purpose, { unseen } = {}) {
  const options = [];
  for (const { name, kind, versions } of inputs.filter((input) => input.purpose === purpose && (unseen === undefined || input.unseen === unseen))) {
    const folders = [];
    for (const version of versions) {
      const folder = await release({ kind, name, version });
      if (folder) {
        folders.push(folder);
      } else {
        console.log(`absent: ${name} ${version}`);
      }
    }

    if (folders.length > 1) {
      options.push("--releases", folders.join(","));
    }
  }

  if (options.length === 0) {
    throw new Failure("No release of any project could be had.", "Check that npm and apt-get reach their registries, and that apt's sources name deb-src; or use --history FOLDER.");
  }

  return options;
}
