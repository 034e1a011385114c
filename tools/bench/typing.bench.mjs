// Typing real code in real time: our server over stdio against the request pattern of llama.vscode on node-llama-cpp, same file, in turns.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as after } from "node:timers/promises";
import { buildProduct } from "../build.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { installPeer, peerFolder } from "./peer.mjs";
import { builtInModel, initializeParams, round, startServer, temporaryUser } from "./product.mjs";
import { median } from "./statistics.mjs";

const usualTraces = 6;
const answerPatience = 3000;
const automatic = 2;
const cancelled = -32800;

/** @param {string[]} args `--model FILE` for another model than the built-in one; `--traces N` for more than 6 of the 20 */
export async function run(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const model = option("--model") ?? builtInModel;
  const traces = JSON.parse(readFileSync(join(root, "tools", "bench", "typing.traces.json"), "utf8")).slice(0, Number(option("--traces") ?? usualTraces));
  await buildProduct();
  await installPeer();
  const user = temporaryUser({ "model.path": model === builtInModel ? "" : model, "host.idleExitSeconds": 5 });
  const ours = await startOurs(user);
  const peer = startPeer({ model, threads: Math.max(1, cpus().length - 1) });
  const shown = { both: [], ours: [], peer: [] };
  try {
    for (const [number, trace] of traces.entries()) {
      const turns = number % 2 === 0 ? [ours, peer] : [peer, ours];
      const results = new Map();
      for (const side of turns) {
        results.set(side, await side.type(trace));
      }

      const [our, their] = [results.get(ours), results.get(peer)];
      shown.ours.push(...our.filter(Boolean));
      shown.peer.push(...their.filter(Boolean));
      shown.both.push(...our.flatMap((one, key) => (one && their[key] ? [[one, their[key]]] : [])));
      console.log(`${trace.path}: ${trace.keys.length} keys; ours ${describe(our)}; peer ${describe(their)}; load ${loadavg()[0].toFixed(1)}`);
    }

    return report(traces, shown, await ours.counts(), await peer.counts());
  } finally {
    await peer.stop();
    await ours.stop();
    user.remove();
  }
}

function report(traces, shown, our, their) {
  if (shown.both.length === 0) {
    throw new Failure("There was no key after which both showed something.", "Pass --traces 20, or another --model.");
  }

  const keys = traces.reduce((sum, trace) => sum + trace.keys.length, 0);
  const times = (pairs) => pairs.map(({ ms }) => ms);
  const [ours, peers] = [times(shown.both.map(([one]) => one)), times(shown.both.map(([, other]) => other))];
  const [remembered, asked] = apart(shown.ours);
  const [peerRemembered, peerAsked] = apart(shown.peer);
  return {
    bench: "typing",
    p50_ratio: round(median(ours) / median(peers), 3),
    p95_ratio: round(quantile(ours, 0.95) / quantile(peers, 0.95), 3),
    p50_ms: round(median(ours)),
    p95_ms: round(quantile(ours, 0.95)),
    peer_p50_ms: round(median(peers)),
    peer_p95_ms: round(quantile(peers, 0.95)),
    asked: asked.length,
    asked_ms_p50: figure(asked, 0.5),
    asked_ms_p95: figure(asked, 0.95),
    peer_asked: peerAsked.length,
    peer_asked_ms_p50: figure(peerAsked, 0.5),
    peer_asked_ms_p95: figure(peerAsked, 0.95),
    type_through: remembered.length,
    type_through_ms_p50: figure(remembered, 0.5),
    type_through_ms_p95: figure(remembered, 0.95),
    peer_type_through: peerRemembered.length,
    peer_type_through_ms_p95: figure(peerRemembered, 0.95),
    overhead_ms_p50: figure(our.overhead, 0.5),
    overhead_ms_p95: figure(our.overhead, 0.95),
    reused: round(our.reusedTokens / our.promptTokens, 3),
    peer_reused: round(their.reusedTokens / their.promptTokens, 3),
    requests_per_100_keys: round((100 * our.asked) / keys),
    peer_requests_per_100_keys: round((100 * their.requests) / keys),
    generated_tokens: our.generatedTokens,
    peer_generated_tokens: their.generatedTokens,
    keys,
    shown_both: shown.both.length,
    shown: shown.ours.length,
    peer_shown: shown.peer.length,
    peer: "llama.vscode's pattern on node-llama-cpp 3.21.1",
  };
}

// Those for which nobody was asked, and those for which somebody was; where it was not told in time, neither.
function apart(shown) {
  const of = (...origins) => shown.filter(({ origin }) => origins.includes(origin)).map(({ ms }) => ms);
  return [of("Remembered"), of("Asked", "Joined")];
}

const figure = (values, share) => (values.length > 0 ? round(quantile(values, share)) : null);

const describe = (keys) => {
  const times = keys.filter(Boolean).map(({ ms }) => ms);
  return times.length === 0 ? "shows nothing" : `shows ${times.length}, p50 ${median(times).toFixed(1)} ms`;
};

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

// Presses the keys of a trace at their times. @returns per key what was shown and after how long, or undefined.
async function press(trace, send) {
  const shown = [];
  let [typed, due] = ["", performance.now()];
  for (const [number, [gap, text]] of trace.keys.entries()) {
    due += gap;
    await after(Math.max(0, due - performance.now()));
    typed = text === -1 ? typed.slice(0, -1) : typed + text;
    const started = performance.now();
    send(number, typed, text, (result) => {
      shown[number] ??= { ms: performance.now() - started, ...result };
    });
  }

  await after(answerPatience);
  return Array.from({ length: trace.keys.length }, (_, number) => shown[number]);
}

async function startOurs(user) {
  const folder = join(user.folder, "work");
  mkdirSync(folder, { recursive: true });
  const server = await startServer(user);
  const { rpc } = server;
  let [version, files] = [1, 0];
  const overhead = [];
  const ready = new Promise((resolve) => rpc.on("codeassist/status", ({ state }) => state === "ready" && resolve()));
  await rpc.call("initialize", initializeParams(folder));
  rpc.notify("initialized", {});
  await ready;

  return {
    stop: server.stop,
    counts: async () => {
      const { details } = await rpc.call("codeassist/debugInfo", null);
      const number = (name) => Number(details[`completion.${name}`]);
      return {
        overhead, asked: number("asked"), promptTokens: number("promptTokens"), reusedTokens: number("reusedTokens"), generatedTokens: number("generatedTokens"),
      };
    },
    type: async (trace) => {
      // A folder of its own for each: what was typed before must not be found.
      const path = join(folder, String(files++), trace.path);
      const uri = `file://${path}`;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, trace.before + trace.after);
      rpc.notify("textDocument/didOpen", {
        textDocument: { uri, languageId: trace.language, version: version++, text: trace.before + trace.after },
      });
      const start = positionAfter(trace.before);
      let [caret, open] = [start, 0];
      const shown = await press(trace, (number, typed, text, show) => {
        const next = positionAfter(trace.before + typed);
        rpc.notify("textDocument/didChange", {
          textDocument: { uri, version: version++ },
          contentChanges: [text === -1 ? { range: { start: next, end: caret }, text: "" } : { range: { start: caret, end: caret }, text }],
        });
        caret = next;
        if (open) {
          rpc.notify("$/cancelRequest", { id: open });
        }

        const question = rpc.call("textDocument/inlineCompletion", { textDocument: { uri }, position: caret, context: { triggerKind: automatic } });
        const id = (open = rpc.lastId);
        question.then(
          async ({ items }) => {
            open = open === id ? 0 : open;
            const received = performance.now();
            if (items.length > 0) {
              show({ text: items[0].insertText, origin: "" });
            }

            const told = await rpc.call("codeassist/explainLast", {});
            if ((told.code === "Suggested") === items.length > 0 && open === 0 && performance.now() - received < 20) {
              shownOrigin.set(`${uri} ${number}`, told.origin);
              if (told.origin === "Asked") {
                overhead.push(told.elapsedMilliseconds - told.heldMilliseconds - (told.modelMilliseconds ?? 0));
              }
            }
          },
          (error) => {
            if (!error.message.startsWith(String(cancelled))) {
              throw error;
            }
          });
      });
      rpc.notify("textDocument/didClose", { textDocument: { uri } });
      return shown.map((one, number) => one && { ...one, origin: shownOrigin.get(`${uri} ${number}`) });
    },
  };
}

const shownOrigin = new Map();

function positionAfter(text) {
  const lines = text.split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

function startPeer(options) {
  const child = spawn(process.execPath, [join(peerFolder, "typist.mjs"), JSON.stringify(options)], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let [number, reset] = [0, undefined];
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.reset) {
      reset?.(message);
    } else {
      waiting.get(message.key)?.({ text: message.text, origin: message.cached ? "Remembered" : "Asked" });
    }
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const send = (message) => child.stdin.write(`${JSON.stringify(message)}\n`);
  const ended = exited.then(() => {
    throw new Failure("node-llama-cpp ended in the middle of a trace.", "Its message is above.");
  });
  ended.catch(() => undefined);
  child.stdin.on("error", () => undefined);
  const clear = () => Promise.race([ended, new Promise((resolve) => {
    reset = resolve;
    send({ reset: true });
  })]);
  return {
    counts: clear,
    stop: async () => { child.stdin.end(); await exited; },
    type: async (trace) => {
      await clear();
      return press(trace, (_, typed, text, show) => {
        waiting.set(++number, show);
        send({ key: number, path: trace.path, before: trace.before + typed, after: trace.after });
      });
    },
  };
}
