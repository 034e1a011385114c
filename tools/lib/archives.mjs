// Archives of a folder, the same bytes for the same files: sorted, with one time, without anybody's user id.
import { createReadStream, createWriteStream, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { root } from "./repository.mjs";

// Of tools/package, installed by `npm run package` alone.
const load = (name) => createRequire(join(root, "tools", "package", "package.json"))(name);

/**
 * @param {string} folder
 * @param {string[]} files below it, with slashes
 * @param {string} top the one folder in the archive
 * @param {Date} time of every entry
 * @param {string} target
 */
export async function writeTarball(folder, files, top, time, target) {
  const pack = load("tar-stream").pack();
  const written = pipeline(pack, createGzip({ level: 9 }), createWriteStream(target));
  for (const name of files) {
    const { mode } = statSync(join(folder, name));
    const header = { name: `${top}/${name}`, mode: mode & 0o777, mtime: time, uid: 0, gid: 0 };
    await new Promise((resolve, reject) => {
      pack.entry(header, readFileSync(join(folder, name)), (error) => (error ? reject(error) : resolve()));
    });
  }

  pack.finalize();
  await written;
}

/** As {@link writeTarball}. */
export async function writeZip(folder, files, top, time, target) {
  const { ZipFile } = load("yazl");
  const zip = new ZipFile();
  for (const name of files) {
    const { mode } = statSync(join(folder, name));
    zip.addReadStreamLazy(`${top}/${name}`, { mode, mtime: time, compressionLevel: 9 }, (give) => give(null, createReadStream(join(folder, name))));
  }

  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}
