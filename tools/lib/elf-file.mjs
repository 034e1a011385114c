// What a Linux program or library says of itself in its dynamic section (64-bit, little-endian).
import { closeSync, openSync, readSync } from "node:fs";

const loadSegment = 1;
const dynamicSegment = 2;
const tags = { end: 0, stringTable: 5, stringTableSize: 10 };

/**
 * @typedef {object} DynamicSection
 * @property {{ tag: number, value: number }[]} entries
 * @property {number} strings where the string table begins in the file
 * @property {(at: number) => string | null} text the string at this place of the string table; null outside of it
 * @property {(address: number, length: number) => Buffer} read the bytes that are loaded at this address
 */

/** @param {number} file open for reading @param {string} path for messages @returns {DynamicSection} */
export function readDynamicSection(file, path) {
  const header = bytes(file, 0, 64, path);
  if (!isElf(header) || header[4] !== 2 || header[5] !== 1) {
    throw new Error(`${path}: not a 64-bit little-endian ELF file.`);
  }

  const segments = programHeaders(file, header, path);
  const dynamic = segments.find((segment) => segment.type === dynamicSegment);
  if (!dynamic) {
    throw new Error(`${path}: no dynamic section.`);
  }

  const entries = dynamicEntries(bytes(file, dynamic.offset, dynamic.size, path));
  const valueOf = (tag) => entries.find((entry) => entry.tag === tag)?.value;
  const offsetOf = (address) => {
    const home = segments.find((segment) => segment.type === loadSegment
      && address >= segment.address && address < segment.address + segment.size);
    return home ? address - home.address + home.offset : undefined;
  };

  const [table, size] = [valueOf(tags.stringTable), valueOf(tags.stringTableSize)];
  const strings = table === undefined ? undefined : offsetOf(table);
  if (strings === undefined || size === undefined) {
    throw new Error(`${path}: no string table.`);
  }

  const content = bytes(file, strings, size, path);
  return {
    entries,
    strings,
    text: (at) => {
      const end = content.indexOf(0, at);
      return end < 0 ? null : content.toString("latin1", at, end);
    },
    read: (address, length) => bytes(file, offsetOf(address), length, path),
  };
}

/** @param {Buffer} start the first bytes of a file */
export const isElf = (start) => start.length >= 4 && start.readUInt32BE(0) === 0x7f454c46;

/** @template T @param {(file: number) => T} body @returns {T} */
export function withFile(path, mode, body) {
  const file = openSync(path, mode);
  try {
    return body(file);
  } finally {
    closeSync(file);
  }
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
