import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { readRunpaths, repairRunpath } from "../lib/elf-runpath.mjs";

test("Cuts the working directory out of the search path and changes nothing else", (context) => {
  const library = write(context, elf({ runpaths: ["$ORIGIN:"] }));
  const before = readFileSync(library);

  assert.equal(repairRunpath(library), true);

  assert.deepEqual(readRunpaths(library).map(({ text }) => text), ["$ORIGIN"]);
  const after = readFileSync(library);
  const changed = [...after.keys()].filter((index) => after[index] !== before[index]);
  assert.equal(changed.length, 1);
  assert.equal(before[changed[0]], ":".charCodeAt(0));
  assert.equal(after[changed[0]], 0);
});

test("Cuts every folder after the library's own", (context) => {
  const library = write(context, elf({ runpaths: ["$ORIGIN:/opt/vulkan-sdk/x86_64/lib:"] }));

  assert.equal(repairRunpath(library), true);

  assert.deepEqual(readRunpaths(library).map(({ text }) => text), ["$ORIGIN"]);
});

test("Leaves a repaired library alone", (context) => {
  const library = write(context, elf({ runpaths: ["$ORIGIN:"] }));
  repairRunpath(library);
  const once = readFileSync(library);

  assert.equal(repairRunpath(library), false);

  assert.deepEqual(readFileSync(library), once);
});

for (const { what, content, says } of [
  { what: "a search path that does not start at the library", content: elf({ runpaths: ["/opt/lib:"] }), says: /unknown search path '\/opt\/lib:'/ },
  { what: "a search path that only looks like the known one", content: elf({ runpaths: ["$ORIGIN/../lib:"] }), says: /unknown search path/ },
  { what: "two search paths", content: elf({ runpaths: ["$ORIGIN:", "$ORIGIN:"] }), says: /expected one search path, found 2/ },
  { what: "no search path", content: elf({ runpaths: [] }), says: /expected one search path, found 0/ },
  { what: "a file that is no library", content: Buffer.from("#!/bin/sh\n".padEnd(200)), says: /not a 64-bit little-endian ELF file/ },
  { what: "a file that was cut off", content: elf({ runpaths: ["$ORIGIN:"] }).subarray(0, 150), says: /ends before byte/ },
]) {
  test(`Refuses ${what}`, (context) => {
    const library = write(context, content);

    assert.throws(() => repairRunpath(library), says);

    assert.deepEqual(readFileSync(library), content);
  });
}

function write(context, content) {
  const folder = mkdtempSync(join(tmpdir(), "codeassist-elf-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "library.so");
  writeFileSync(path, content);
  return path;
}

/** The smallest file with the parts that matter: header, one load segment, one dynamic segment, one string table. */
function elf({ runpaths }) {
  const address = 0x10000;
  const strings = Buffer.from(`\0${runpaths.map((path) => `${path}\0`).join("")}libc.so.6\0`, "latin1");
  const starts = runpaths.map((_, index) => 1 + runpaths.slice(0, index).reduce((total, path) => total + path.length + 1, 0));
  const headerSize = 64;
  const dynamicAt = headerSize + 2 * 56;
  const stringsAt = dynamicAt + (3 + runpaths.length) * 16;
  const file = Buffer.alloc(stringsAt + strings.length);

  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeBigUInt64LE(BigInt(headerSize), 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(2, 56);

  const segment = (index, type, offset, size) => {
    const at = headerSize + index * 56;
    file.writeUInt32LE(type, at);
    file.writeBigUInt64LE(BigInt(offset), at + 8);
    file.writeBigUInt64LE(BigInt(address + offset), at + 16);
    file.writeBigUInt64LE(BigInt(size), at + 32);
    file.writeBigUInt64LE(BigInt(size), at + 40);
  };
  segment(0, 1, 0, file.length);
  segment(1, 2, dynamicAt, stringsAt - dynamicAt);

  const entries = [[5, address + stringsAt], [10, strings.length], ...starts.map((start) => [29, start]), [0, 0]];
  entries.forEach(([tag, value], index) => {
    file.writeBigInt64LE(BigInt(tag), dynamicAt + index * 16);
    file.writeBigUInt64LE(BigInt(value), dynamicAt + index * 16 + 8);
  });
  file.set(strings, stringsAt);
  return file;
}
