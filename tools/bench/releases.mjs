// Published source code to measure on, fetched once through the machine's own clients, wherever those get their packages from.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/child.mjs";
import { root } from "../lib/repository.mjs";

const cache = join(root, "artifacts", "bench", "releases");

/**
 * @param {{ kind: "npm" | "deb", name: string, version: string }} which
 * @returns {Promise<string | null>} the folder with its C# files, or null when it could not be had
 */
export async function release({ kind, name, version }) {
  const folder = join(cache, `${name}-${version}`);
  return existsSync(folder) || (await fetch(kind, name, version, folder)) ? folder : null;
}

async function fetch(kind, name, version, folder) {
  const download = join(cache, "download", `${name}-${version}`);
  mkdirSync(download, { recursive: true });
  const command = kind === "npm"
    ? ["npm", ["pack", "--silent", "--pack-destination", download, `${name}@${version}`]]
    : ["apt-get", ["source", "--download-only", `${name}=${version}`]];
  await run(command[0], command[1], { limitSeconds: 300, cwd: download }).catch(() => undefined);
  const archive = readdirSync(download).find((file) => /(\.tgz|\.orig\.tar\.(gz|xz|bz2))$/.test(file));
  if (!archive) {
    return false;
  }

  mkdirSync(folder, { recursive: true });
  const { code } = await run("tar", ["xf", join(download, archive), "-C", folder, "--wildcards", "*.cs"], { limitSeconds: 300 });
  if (code !== 0) {
    // Nothing of C#, or not all of it: what lies there would be taken for the release next time.
    rmSync(folder, { recursive: true });
  }

  return code === 0;
}
