// What a package asks of the machine it is unpacked on: read from the Linux programs and libraries themselves, written
// into the package, and compared by the editor extension before it starts the server.
import { readSync } from "node:fs";
import { isElf, readDynamicSection, withFile } from "./elf-file.mjs";

const tags = { needed: 0x6ffffffe, neededCount: 0x6fffffff };

/**
 * @param {string[]} files of a package
 * @returns {{ libc: "glibc", minimumGlibc: string } | {}} nothing where no file is a Linux one
 */
export function requirementsOf(files) {
  const versions = files.filter(isElfFile).flatMap(symbolVersions)
    .map((version) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(version)?.[1])
    .filter((version) => version !== undefined)
    .sort(compareVersions);
  return versions.length > 0 ? { libc: "glibc", minimumGlibc: versions.at(-1) } : {};
}

/** @returns {string[]} the symbol versions that a program or library needs from others, as `GLIBC_2.34` */
export function symbolVersions(path) {
  return withFile(path, "r", (file) => {
    const { entries, text, read } = readDynamicSection(file, path);
    let at = entries.find(({ tag }) => tag === tags.needed)?.value;
    const count = entries.find(({ tag }) => tag === tags.neededCount)?.value ?? 0;
    const versions = [];
    for (let index = 0; index < count; index++) {
      // Elf64_Verneed: version, count (2 bytes each), file, first, next (4 each); then Elf64_Vernaux of 16 bytes:
      // hash (4), flags, index (2 each), name, next (4 each).
      const need = read(at, 16);
      let auxiliaryAt = at + need.readUInt32LE(8);
      for (let rest = need.readUInt16LE(2); rest > 0; rest--) {
        const auxiliary = read(auxiliaryAt, 16);
        versions.push(text(auxiliary.readUInt32LE(8)));
        auxiliaryAt += auxiliary.readUInt32LE(12);
      }

      at += need.readUInt32LE(12);
    }

    return versions;
  });
}

/** Orders `2.9` before `2.34`. */
export function compareVersions(left, right) {
  const [ours, theirs] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }

  return 0;
}

function isElfFile(path) {
  return withFile(path, "r", (file) => {
    const start = Buffer.alloc(4);
    return readSync(file, start, 0, 4, 0) === 4 && isElf(start);
  });
}
