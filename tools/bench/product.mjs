// The built product as benchmarks run it: real processes, with directories of their own so that nothing of the user's is touched.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { programEnvironment } from "../lib/dotnet.mjs";
import { hostProtocol } from "../lib/host-protocol.mjs";
import { root } from "../lib/repository.mjs";
import { Rpc } from "./rpc.mjs";

export const product = join(root, "artifacts", "app");
export const builtInModel = join(product, "models", "codeassist-builtin.q8_0.gguf");

/** Directories that live as long as one benchmark. @param {object} settings the user's settings file */
export function temporaryUser(settings) {
  const folder = mkdtempSync(join(tmpdir(), "ca-"));
  const environment = {};
  for (const name of ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]) {
    environment[name] = join(folder, name.split("_")[1].toLowerCase());
    mkdirSync(environment[name], { recursive: true, mode: 0o700 });
  }

  mkdirSync(join(environment.XDG_CONFIG_HOME, "codeassist"), { recursive: true });
  writeFileSync(join(environment.XDG_CONFIG_HOME, "codeassist", "settings.json"), JSON.stringify(settings));
  return { folder, environment, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts `codeassist lsp` of a product folder. @returns {Promise<{ rpc: Rpc, child: import("node:child_process").ChildProcess, stop: () => Promise<void> }>} */
export async function startServer(user, folder = product) {
  const child = spawn(join(folder, "codeassist"), ["lsp"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, ...(await programEnvironment()), ...user.environment },
  });
  const rpc = new Rpc(child.stdout, child.stdin);
  const exited = new Promise((resolve) => child.once("exit", resolve));
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

export const initializeParams = (folder) => ({
  processId: process.pid,
  clientInfo: { name: "bench" },
  rootUri: `file://${folder}`,
  capabilities: { textDocument: { inlineCompletion: {} } },
  workspaceFolders: [{ uri: `file://${folder}`, name: "bench" }],
});

/** What `codeassist/debugInfo` tells of the engine, as numbers where they are. */
export async function engineState(rpc) {
  const { details } = await rpc.call("codeassist/debugInfo", null);
  return {
    brokerProcessId: Number(details["broker.processId"]),
    hostProcessId: Number(details["host.processId"]),
    device: details.device,
    answered: Number(details["completion.answered"]),
    promptTokens: Number(details["completion.promptTokens"]),
    reusedTokens: Number(details["completion.reusedTokens"]),
  };
}

/** Starts a model host of its own and connects to it. */
export async function startHost(user) {
  const runtime = join(user.folder, "h");
  mkdirSync(runtime, { mode: 0o700 });
  const child = spawn(
    join(product, "codeassist-host"),
    [
      "serve", "--runtime-dir", runtime, "--build", "bench", "--libraries", join(product, "llama"), "--idle-exit-seconds", "0",
      "--log-file", join(user.folder, "host.log"), "--cache-dir", user.environment.XDG_CACHE_HOME,
    ],
    { cwd: product, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...(await programEnvironment()), GGML_NO_BACKTRACE: "1" } });
  const line = await new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  if (line !== "ready") {
    throw new Error(`The host said '${line}'.`);
  }

  const socket = createConnection(join(runtime, readdirSync(runtime).find((name) => name.endsWith(".sock"))));
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  const rpc = new Rpc(socket, socket);
  await rpc.call("host/hello", { protocol: hostProtocol, client: "bench" });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return { rpc, child, stop: async () => { socket.end(); await exited; } };
}

/** Resident memory of a process in megabytes (1e6 bytes). */
export function residentMegabytes(pid) {
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
  return round(kibibytes * 1024 / 1e6);
}

export const round = (value, digits = 1) => Number(value.toFixed(digits));
