// The library search path inside a Linux shared library, read and repaired in place.
//
// llama.cpp's prebuilt libraries carry the RUNPATH "$ORIGIN:" (or more after it). The empty entry means the working
// directory: opened inside a hostile repository, its libvulkan.so.1 would be loaded and run. Cutting the text after
// "$ORIGIN" leaves only the library's own folder.
import { writeSync } from "node:fs";
import { readDynamicSection, withFile } from "./elf-file.mjs";

const wanted = "$ORIGIN";
const tags = { rpath: 15, runpath: 29 };

/** @returns {{ offset: number, text: string }[]} every RPATH and RUNPATH with its place in the file */
export function readRunpaths(path) {
  return withFile(path, "r", (file) => locate(file, path));
}

/**
 * Cuts the search path after `$ORIGIN`. Does nothing to a library that is already repaired; throws for one whose
 * layout is not the known one, because an unknown search path must not ship.
 * @returns {boolean} whether anything was changed
 */
export function repairRunpath(path) {
  return withFile(path, "r+", (file) => {
    const found = locate(file, path);
    if (found.length !== 1) {
      throw new Error(`${path}: expected one search path, found ${found.length}.`);
    }

    const [{ offset, text }] = found;
    if (text === wanted) {
      return false;
    }

    if (!text.startsWith(`${wanted}:`)) {
      throw new Error(`${path}: unknown search path '${text}'.`);
    }

    writeSync(file, Buffer.from([0]), 0, 1, offset + wanted.length);
    const [{ text: now }] = locate(file, path);
    if (now !== wanted) {
      throw new Error(`${path}: the search path is still '${now}'.`);
    }

    return true;
  });
}

function locate(file, path) {
  const { entries, strings, text } = readDynamicSection(file, path);
  return entries
    .filter((entry) => entry.tag === tags.runpath || entry.tag === tags.rpath)
    .map(({ value }) => {
      const found = text(value);
      if (found === null) {
        throw new Error(`${path}: the search path lies outside the string table.`);
      }

      return { offset: strings + value, text: found };
    });
}
