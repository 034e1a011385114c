// The library search path inside a Linux shared library, read and repaired in place.
//
// llama.cpp's prebuilt libraries carry the RUNPATH "$ORIGIN:" (or more after it). The empty entry means the working
// directory: opened inside a hostile repository, its libvulkan.so.1 would be loaded and run. Cutting the text after
// "$ORIGIN" leaves only the library's own folder.
import { closeSync, openSync, readSync, writeSync } from "node:fs";

const wanted = "$ORIGIN";
const loadSegment = 1;
const dynamicSegment = 2;
const tags = { end: 0, stringTable: 5, stringTableSize: 10, rpath: 15, runpath: 29 };

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
  const header = bytes(file, 0, 64, path);
  if (header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2 || header[5] !== 1) {
    throw new Error(`${path}: not a 64-bit little-endian ELF file.`);
  }

  const segments = programHeaders(file, header, path);
  const dynamic = segments.find((segment) => segment.type === dynamicSegment);
  if (!dynamic) {
    throw new Error(`${path}: no dynamic section.`);
  }

  const entries = dynamicEntries(bytes(file, dynamic.offset, dynamic.size, path));
  const table = entries.find((entry) => entry.tag === tags.stringTable);
  const size = entries.find((entry) => entry.tag === tags.stringTableSize);
  const home = segments.find((segment) => segment.type === loadSegment
    && table && table.value >= segment.address && table.value < segment.address + segment.size);
  if (!home || !size) {
    throw new Error(`${path}: no string table.`);
  }

  const strings = table.value - home.address + home.offset;
  const content = bytes(file, strings, size.value, path);
  return entries
    .filter((entry) => entry.tag === tags.runpath || entry.tag === tags.rpath)
    .map(({ value }) => {
      const end = content.indexOf(0, value);
      if (end < 0) {
        throw new Error(`${path}: the search path lies outside the string table.`);
      }

      return { offset: strings + value, text: content.toString("latin1", value, end) };
    });
}

function programHeaders(file, header, path) {
  const start = Number(header.readBigUInt64LE(32));
  const entrySize = header.readUInt16LE(54);
  const count = header.readUInt16LE(56);
  const table = bytes(file, start, entrySize * count, path);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entrySize;
    return {
      type: table.readUInt32LE(at),
      offset: Number(table.readBigUInt64LE(at + 8)),
      address: Number(table.readBigUInt64LE(at + 16)),
      size: Number(table.readBigUInt64LE(at + 32)),
    };
  });
}

function dynamicEntries(section) {
  const entries = [];
  for (let at = 0; at + 16 <= section.length; at += 16) {
    const tag = Number(section.readBigInt64LE(at));
    if (tag === tags.end) {
      break;
    }

    entries.push({ tag, value: Number(section.readBigUInt64LE(at + 8)) });
  }

  return entries;
}

function bytes(file, offset, length, path) {
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, offset) !== length) {
    throw new Error(`${path}: the file ends before byte ${offset + length}.`);
  }

  return buffer;
}

function withFile(path, mode, body) {
  const file = openSync(path, mode);
  try {
    return body(file);
  } finally {
    closeSync(file);
  }
}
