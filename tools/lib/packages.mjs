// The Node packages of the root: nothing but llama.cpp's prebuilt libraries.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { llamaPackage } from "./platform.mjs";
import { root } from "./repository.mjs";

export const packageFolder = (name) => join(root, "node_modules", "@node-llama-cpp", name);

/** @param {string} name the package this machine needs, below `@node-llama-cpp` */
export function isPackageInstalled(name) {
  const manifest = join(packageFolder(name), "package.json");
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === wantedVersion(name);
}

/** Installs exactly what the lock file says. @param {string} name the package that has to be there afterwards */
export async function installPackages(name) {
  const { command, prefix } = npm();
  // Short pauses between tries: without a network, npm's own add up to more than a minute.
  const retries = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
  const { code, output } = await run(command, [...prefix, "ci", "--ignore-scripts", "--loglevel=error", ...retries], { limitSeconds: 900 });
  // npm counts a missing optional package as success.
  if (code !== 0 || !isPackageInstalled(name)) {
    throw new Failure(
      `npm could not install @node-llama-cpp/${name}${code !== 0 ? `:\n${output}` : "."}`,
      "The first start needs the network, or an npm cache that holds the package. Check the connection and the npm settings (npm config list).");
  }
}

/**
 * llama.cpp for another machine than this one, checked against the lock file like the rest.
 * @param {{ system: string, architecture: string }} platform as Node names them
 * @param {string} folder where it is installed, unless it is there
 * @returns {Promise<string>} the folder of the unpacked package
 */
export async function installPackagesFor({ system, architecture }, folder) {
  const name = llamaPackage(system, architecture);
  const target = join(folder, "node_modules", "@node-llama-cpp", name);
  const manifest = join(target, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === wantedVersion(name)) {
    return target;
  }

  mkdirSync(folder, { recursive: true });
  [".npmrc", "package.json", "package-lock.json"].forEach((file) => copyFileSync(join(root, file), join(folder, file)));
  const { command, prefix } = npm();
  const options = ["--ignore-scripts", "--loglevel=error", `--os=${system}`, `--cpu=${architecture}`];
  const { code, output } = await run(command, [...prefix, "ci", ...options], { limitSeconds: 900, cwd: folder });
  if (code !== 0 || !existsSync(manifest)) {
    throw new Failure(
      `npm could not install @node-llama-cpp/${name}${code !== 0 ? `:\n${output}` : "."}`,
      "This needs the network once, or an npm cache that holds the package.");
  }

  return target;
}

function wantedVersion(name) {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return manifest.optionalDependencies[`@node-llama-cpp/${name}`];
}

// On Windows npm is a script that cannot be started without a shell, so its JavaScript is run by this very Node.
export function npm() {
  const script = process.env.npm_execpath ?? join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  return existsSync(script) ? { command: process.execPath, prefix: [script] } : { command: "npm", prefix: [] };
}
