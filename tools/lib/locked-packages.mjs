// Node packages of a folder other than the root, exactly as its lock file names them.
import { join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { npm } from "./packages.mjs";
import { step } from "./progress.mjs";
import { root } from "./repository.mjs";
import { digestOf, forget, isCurrent, remember } from "./stamp.mjs";

/**
 * Does nothing where that was done.
 * @param {string} folder relative to the root, with a package-lock.json
 * @param {string} title what they are, for people
 */
export async function installLocked(folder, title) {
  const stamp = `packages-${folder.replaceAll("/", "-")}`;
  const digest = digestOf([`${folder}/package.json`, `${folder}/package-lock.json`]);
  if (isCurrent(stamp, digest, [join(root, folder, "node_modules")])) {
    return;
  }

  forget(stamp);
  await step(`Installing ${title}, once`, () => npmOrFail(["ci", "--ignore-scripts"], join(root, folder)));
  remember(stamp, digest);
}

export async function npmOrFail(args, cwd) {
  const { command, prefix } = npm();
  const { code, output } = await run(command, [...prefix, ...args, "--loglevel=error", "--no-audit", "--no-fund"], { limitSeconds: 600, cwd });
  if (code !== 0) {
    throw new Failure(
      `'npm ${args.join(" ")}' failed:\n${output}`,
      "This needs the network once, or an npm cache. Check the connection and the npm settings (npm config list).");
  }
}
