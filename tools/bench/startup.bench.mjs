// How long until the editor has its server, how long until the first suggestion, and how much memory it all takes.
// `npm run bench -- startup FOLDER …` starts the products of these folders in turn with the built one.
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { readFileSync } from "node:fs";
import { root } from "../lib/repository.mjs";
import { engineState, initializeParams, product, residentMegabytes, round, startServer, temporaryUser } from "./product.mjs";
import { median } from "./statistics.mjs";

const rounds = 15;
const sample = join(root, "server", "CodeAssist.Core", "Completion", "CompletionPipeline.cs");

export async function run(args) {
  const user = temporaryUser({ "host.idleExitSeconds": 5 });
  const folders = [product, ...args.map((folder) => resolve(folder))];
  try {
    console.log(`load ${loadavg().map((load) => load.toFixed(2)).join(" ")}`);
    const times = folders.map(() => []);
    for (let i = 0; i <= rounds; i++) {
      for (const [index, folder] of folders.entries()) {
        const elapsed = await initialized(user, folder);
        // The first start reads everything from the disk.
        if (i > 0) {
          times[index].push(elapsed);
        }
      }
    }

    times.forEach((all, index) => console.log(
      `initialize: median ${median(all).toFixed(0)} ms of ${rounds}, from ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}: ${folders[index]}`));
    const [own, ...others] = times.map((all) => round(median(all)));
    return { bench: "startup", initialize_ms_p50: own, ...(others.length > 0 && { others_initialize_ms_p50: others }), ...(await firstCompletions(user)) };
  } finally {
    user.remove();
  }
}

async function initialized(user, folder) {
  const started = performance.now();
  const server = await startServer(user, folder);
  await server.rpc.call("initialize", initializeParams(root));
  const elapsed = performance.now() - started;
  await server.stop();
  return elapsed;
}

// The first server starts the host and waits for the model; the second finds both warm.
async function firstCompletions(user) {
  const first = await open(user);
  await completed(first, 5000);
  const idle = await open(user, { document: false });
  const serverMemory = residentMegabytes(idle.child.pid);
  await idle.stop();

  const warm = await open(user);
  const started = performance.now();
  await completed(warm, 5000);
  const elapsed = performance.now() - started;
  const debug = await engineState(warm.rpc);
  const result = {
    first_completion_ms: round(elapsed),
    server_rss_mb: serverMemory,
    broker_rss_mb: residentMegabytes(debug.brokerProcessId),
    host_rss_mb: residentMegabytes(debug.hostProcessId),
    device: debug.device,
  };
  console.log(`first completion with a warm host: ${result.first_completion_ms} ms on ${result.device}`);
  console.log(`resident: server ${result.server_rss_mb} MB before the first document, broker ${result.broker_rss_mb} MB, host ${result.host_rss_mb} MB`);
  await warm.stop();
  await first.stop();
  return result;
}

async function open(user, { document = true } = {}) {
  const server = await startServer(user);
  await server.rpc.call("initialize", initializeParams(root));
  server.rpc.notify("initialized", {});
  if (document) {
    server.rpc.notify("textDocument/didOpen", {
      textDocument: { uri: `file://${sample}`, languageId: "csharp", version: 1, text: readFileSync(sample, "utf8") },
    });
  }

  return server;
}

// Invoked, so that it waits for a model that is still loading; asked again until there is one.
async function completed({ rpc }, limitMs) {
  const line = readFileSync(sample, "utf8").split("\n").findIndex((text) => text.includes("var shape ="));
  const limit = performance.now() + limitMs;
  while (performance.now() < limit) {
    await rpc.call("textDocument/inlineCompletion", {
      textDocument: { uri: `file://${sample}` },
      position: { line, character: 20 },
      context: { triggerKind: 1 },
    });
    if ((await engineState(rpc)).answered > 0) {
      return;
    }
  }

  throw new Error(`No completion within ${limitMs} ms.`);
}
