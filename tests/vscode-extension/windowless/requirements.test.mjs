// What a package asks of a machine, compared without an editor.
import assert from "node:assert/strict";
import test from "node:test";
import { loadSource } from "../support/sources.mjs";

const { thisMachine, unmet } = await loadSource("requirements.ts");

const wanted = { platform: "linux", architecture: "x64", libc: "glibc", minimumGlibc: "2.34" };
const machine = { platform: "linux", architecture: "x64", glibc: "2.36" };

for (const glibc of ["2.34", "2.36", "2.100", "3.0", "2.34.1", undefined]) {
  test(`a server runs where glibc is ${glibc ?? "not known"}`, () => {
    assert.equal(unmet(wanted, { ...machine, glibc }), undefined);
  });
}

for (const glibc of ["2.33", "2.9", "1.99", "2"]) {
  test(`glibc ${glibc} is too old, and both versions are told`, () => {
    assert.match(unmet(wanted, { ...machine, glibc }), new RegExp(`needs glibc 2\\.34 or newer, and this Linux has ${glibc.replace(".", "\\.")}\\. Debian 12`));
  });
}

test("another C library is told apart from an old one", () => {
  assert.match(unmet(wanted, { ...machine, glibc: null }), /needs glibc 2\.34 or newer, and this Linux has another C library \(musl/);
});

for (const [platform, architecture] of [["linux", "arm64"], ["darwin", "x64"], ["win32", "arm64"]]) {
  test(`a package for linux-x64 says on ${platform}-${architecture} which one to install`, () => {
    const sentence = unmet(wanted, { platform, architecture });

    assert.match(sentence, new RegExp(`made for linux-x64, and this computer is ${platform}-${architecture}\\. Install the package for ${platform}-${architecture}`));
  });
}

test("a package that asks for no C library runs on its platform", () => {
  assert.equal(unmet({ platform: "win32", architecture: "x64" }, { platform: "win32", architecture: "x64" }), undefined);
});

test("this machine is described as the packages describe theirs", () => {
  const { platform, architecture, glibc } = thisMachine();

  assert.equal(platform, process.platform);
  assert.equal(architecture, process.arch);
  assert.ok(platform !== "linux" || glibc === null || /^\d+\.\d+/.test(glibc), `glibc: ${glibc}`);
});
