// The packages as people get them: unpacked somewhere, on a machine where there is no .NET.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { Rpc } from "../bench/rpc.mjs";
import { run } from "../lib/child.mjs";
import { packagePlatforms, programFile } from "../lib/package-platforms.mjs";
import { filesBelow, problemsOf } from "../lib/product-folder.mjs";
import { root } from "../lib/repository.mjs";
import { packageFiles, packageProduct } from "../package.mjs";

const megabyte = 1e6;
const largest = 110 * megabyte;
const here = packagePlatforms.find(({ system, architecture }) => system === process.platform && architecture === process.arch);
const source = "namespace Shop;\n\npublic sealed class Shelf\n{\n    private readonly int _count;\n\n    public int Count => _\n}\n";
const caret = { line: 6, character: 25 };

let folder;
let environment;

before(async () => {
  await packageProduct(packagePlatforms);
  folder = mkdtempSync(join(tmpdir(), "ca-packages-"));
  environment = userIn(join(folder, "user"));
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const platform of packagePlatforms) {
  test(`The ${platform.name} package holds what it needs and nothing else`, () => {
    assert.deepEqual(problemsOf(platform, packageFiles(platform).folder), []);
  });

  test(`The libraries with a network come with egress alone in the ${platform.name} package`, () => {
    const { folder } = packageFiles(platform);
    const networked = ["Anthropic", "OpenAI", "System.ClientModel"];
    const deployedWith = (program) => Object.keys(JSON.parse(readFileSync(join(folder, `${program}.deps.json`), "utf8")).libraries).map((name) => name.split("/")[0]);

    assert.deepEqual(networked.filter((name) => !deployedWith("codeassist-egress").includes(name)), []);
    for (const program of ["codeassist", "codeassist-host"]) {
      assert.ok(deployedWith(program).includes(program));
      assert.deepEqual(deployedWith(program).filter((name) => [...networked, "codeassist-egress"].includes(name)), []);
    }
  });

  test(`The ${platform.name} archives are small enough to be downloaded`, () => {
    const { archive, vsix } = packageFiles(platform);
    assert.ok(statSync(archive).size < largest, `${archive}: ${statSync(archive).size} bytes`);
    assert.ok(statSync(vsix).size < largest, `${vsix}: ${statSync(vsix).size} bytes`);
  });

  test(`The ${platform.name} VSIX holds the extension and the same product as its server`, async () => {
    const { folder: product, vsix } = packageFiles(platform);

    const names = (await listZip(vsix)).filter((name) => name.startsWith("extension/")).map((name) => name.slice("extension/".length));

    const server = names.filter((name) => name.startsWith("server/")).map((name) => name.slice("server/".length)).sort();
    assert.deepEqual(server, filesBelow(product));
    const rest = names.filter((name) => !name.startsWith("server/"));
    for (const name of ["package.json", "dist/extension.js", "images/icon.png", "LICENSE.txt"]) {
      assert.ok(rest.includes(name), `${name} is missing from ${rest.join(", ")}`);
    }

    assert.deepEqual(rest.filter((name) => /(^|\/)(node_modules|src)\/|\.(ts|mjs|map)$/.test(name)), []);
  });
}

test("Runs from the unpacked archive without any .NET on the machine", { skip: skipUnlessLinux() }, async () => {
  const product = await unpack("alone");
  const codeassist = join(product, programFile(here, "codeassist"));
  const file = join(folder, "Shelf.cs");
  writeFileSync(file, source);

  const version = await run(codeassist, ["--version"], { limitSeconds: 60, env: environment });
  const doctor = await run(codeassist, ["doctor", "--json"], { limitSeconds: 120, env: environment });
  const complete = await run(codeassist, ["complete", "--json", `${file}:${caret.line + 1}:${caret.character + 1}`], { limitSeconds: 120, env: environment });

  assert.match(version.output, /^0\.\d+\.\d+/);
  assert.equal(doctor.code, 0, doctor.output);
  assert.ok(doctor.output.includes(join(product, "llama")), doctor.output);
  assert.equal(complete.code, 0, complete.output);
});

test("Two builds run side by side, each with a host of its own", { skip: skipUnlessLinux() }, async (context) => {
  const folders = [await unpack("former"), await unpack("current")];
  // As another build of the same length would be: the host is told apart by more than its size.
  utimesSync(join(folders[0], "codeassist-host.dll"), new Date(0), new Date(0));

  const servers = [];
  context.after(() => Promise.all(servers.map((server) => server.stop())));
  for (const product of folders) {
    servers.push(await openShelf(product));
  }

  const hosts = await Promise.all(servers.map(({ rpc }) => hostOf(rpc)));
  assert.notEqual(hosts[0], hosts[1]);
  hosts.forEach((host, index) => {
    assert.ok(readFileSync(`/proc/${host}/cmdline`, "utf8").startsWith(folders[index]), `host ${host} of ${folders[index]}`);
  });
});

test("Server and host load no OpenSSL, without which the runtime would end them", { skip: skipUnlessLinux() }, async (context) => {
  const server = await openShelf(await unpack("plain"));
  context.after(() => server.stop());

  const host = await hostOf(server.rpc);

  for (const id of [server.child.pid, host]) {
    const maps = readFileSync(`/proc/${id}/maps`, "utf8");
    assert.match(maps, /libcoreclr\.so/);
    assert.doesNotMatch(maps, /libSystem\.Security\.Cryptography/);
  }
});

function skipUnlessLinux() {
  return here?.system === "linux" ? false : `no package of ${process.platform}-${process.arch} is run here`;
}

async function unpack(name) {
  const target = join(folder, name);
  mkdirSync(target);
  const { code, output } = await run("tar", ["-xzf", packageFiles(here).archive, "-C", target], { limitSeconds: 60 });
  assert.equal(code, 0, output);
  const [top] = readdirSync(target);
  return join(target, top);
}

/** Directories of a user who has neither a .NET of their own nor a PATH to find one. */
function userIn(path) {
  const directories = ["CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"].map((name) => [`XDG_${name}`, join(path, name)]);
  directories.forEach(([, directory]) => mkdirSync(directory, { recursive: true, mode: 0o700 }));
  mkdirSync(join(path, "CONFIG_HOME", "codeassist"));
  writeFileSync(join(path, "CONFIG_HOME", "codeassist", "settings.json"), JSON.stringify({ "host.idleExitSeconds": 0 }));
  return { ...Object.fromEntries(directories), HOME: path, DOTNET_ROOT: undefined, PATH: undefined };
}

async function openShelf(product) {
  const child = spawn(join(product, "codeassist"), ["lsp"], { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, ...environment } });
  const rpc = new Rpc(child.stdout, child.stdin);
  const exited = once(child, "exit");
  const uri = pathToFileURL(join(folder, "Shelf.cs")).href;
  await rpc.call("initialize", { processId: process.pid, rootUri: null, capabilities: { textDocument: { inlineCompletion: {} } } });
  rpc.notify("initialized", {});
  rpc.notify("textDocument/didOpen", { textDocument: { uri, languageId: "csharp", version: 1, text: source } });
  return {
    rpc,
    child,
    stop: async () => {
      await rpc.call("shutdown", null);
      rpc.notify("exit", null);
      await exited;
    },
  };
}

/** Asks for suggestions until the host has answered one, and tells which process it is. */
async function hostOf(rpc) {
  const limit = performance.now() + 60_000;
  while (performance.now() < limit) {
    await rpc.call("textDocument/inlineCompletion", {
      textDocument: { uri: pathToFileURL(join(folder, "Shelf.cs")).href }, position: caret, context: { triggerKind: 1 },
    });
    const { details } = await rpc.call("codeassist/debugInfo", null);
    if (Number(details["completion.answered"]) > 0) {
      return Number(details["host.processId"]);
    }
  }

  throw new Error("No host answered within 60 s.");
}

async function listZip(path) {
  const script = "const yauzl = require('yauzl'); yauzl.open(process.argv[1], (error, zip) => { if (error) throw error; zip.on('entry', (entry) => console.log(entry.fileName)); });";
  const { code, output } = await run(process.execPath, ["-e", script, path], { limitSeconds: 60, cwd: join(root, "tools", "package") });
  assert.equal(code, 0, output);
  return output.split("\n");
}
