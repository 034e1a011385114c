// Our host against node-llama-cpp of the same release: the same file, the same prompt, in alternating rounds; then a typing trace.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { run as runChild } from "../lib/child.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { installPeer, peerFolder } from "./peer.mjs";
import { builtInModel, engineState, initializeParams, round, startHost, startServer, temporaryUser } from "./product.mjs";
import { median, medianInterval } from "./statistics.mjs";

const fewestRounds = 7;
const generated = 64;
const promptCharacters = 2400;
const keystrokes = 50;
const sample = join(root, "server", "CodeAssist.Core", "Completion", "CompletionPipeline.cs");

/** @param {string[]} args `--model FILE` for another model than a random one of the 0.5B class; `--rounds N` */
export async function run(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const model = option("--model") ?? (await randomModel());
  const rounds = Math.max(fewestRounds, Number(option("--rounds") ?? fewestRounds));
  await installPeer();
  const user = temporaryUser({ "host.idleExitSeconds": 5 });
  const threads = Math.max(1, cpus().length - 1);
  try {
    const prompt = readFileSync(sample, "utf8").slice(0, promptCharacters);
    const host = await startHost(user);
    const peer = startPeer({ model, threads });
    const loaded = await host.rpc.call("model/load", {
      modelId: "bench", path: model, options: { device: "Cpu", threads, contextTokens: 2048, sequences: 1 },
    });
    if (loaded.failure) {
      throw new Failure(loaded.failure.message, loaded.failure.nextStep);
    }

    const ratios = { generation: [], firstToken: [] };
    for (let i = 0; i <= rounds; i++) {
      // A prompt of its own in each round, so that neither finds it cached.
      const text = `// round ${i}\n${prompt}`;
      const pair = i % 2 === 0 ? [await ours(host, text), await peer.measure(text)] : [await peer.measure(text), await ours(host, text)].reverse();
      const [our, their] = pair;
      console.log(
        `${i === 0 ? "warm-up" : `round ${i}`}: ours ${describe(our)}; peer ${describe(their)}; load ${loadavg()[0].toFixed(2)}`);
      if (i > 0) {
        ratios.generation.push(our.tokensPerSecond / their.tokensPerSecond);
        ratios.firstToken.push(our.firstTokenMs / their.firstTokenMs);
      }
    }

    await peer.stop();
    const restored = await returning(host, prompt);
    await host.stop();
    const reused = await typingTrace(user);
    const interval = (values) => medianInterval(values).map((value) => round(value, 3));
    return {
      bench: "decode",
      generation_ratio: round(median(ratios.generation), 3),
      generation_interval: interval(ratios.generation),
      first_token_ratio: round(median(ratios.firstToken), 3),
      first_token_interval: interval(ratios.firstToken),
      rounds,
      threads,
      reused: round(reused, 3),
      restored_first_token_ratio: round(restored, 4),
      device: loaded.model.device.device,
      peer: "node-llama-cpp 3.21.1",
    };
  } finally {
    user.remove();
  }
}

const describe = ({ firstTokenMs, tokensPerSecond, promptTokens }) =>
  `${promptTokens} tokens, first after ${firstTokenMs.toFixed(0)} ms, then ${tokensPerSecond.toFixed(1)} tokens/s`;

async function ours(host, text, slot = "bench") {
  const started = performance.now();
  let first = 0;
  host.rpc.on("text/generated", () => {
    first ||= performance.now() - started;
  });
  const { generation, failure } = await host.rpc.call("text/generate", {
    modelId: "bench",
    slot,
    parts: [{ special: null, text, trim: "Never", priority: 1 }],
    priority: "Completion",
    limits: { maxTokens: generated, stopTexts: [] },
    sampling: { temperature: 0, topK: 0, topP: 1, seed: 0 },
    streamId: "bench",
    drafting: "Never",
  });
  const total = performance.now() - started;
  if (failure || !generation) {
    throw new Failure(failure?.message ?? "The host said nothing.", failure?.nextStep ?? "See its log.");
  }

  const { promptTokens, reusedTokens, generatedTokens, firstTokenMilliseconds } = generation.usage;
  // Where the first token is no whole character yet, the stream is silent; the host's own clock is then the nearer one.
  const firstTokenMs = first > 0 ? Math.min(first, Math.max(first, firstTokenMilliseconds)) : firstTokenMilliseconds;
  return { promptTokens, reusedTokens, firstTokenMs, tokensPerSecond: (generatedTokens - 1) / ((total - firstTokenMs) / 1000) };
}

// Two documents and one sequence: what a document that comes back waits for its first token, against one that is new.
export async function returning(host, prompt) {
  const ratios = [];
  for (let i = 0; i < fewestRounds; i++) {
    const fresh = await ours(host, `// first ${i}\n${prompt}`, `first ${i}`);
    await ours(host, `// second ${i}\n${prompt}`, `second ${i}`);
    const back = await ours(host, `// first ${i}\n${prompt}`, `first ${i}`);
    console.log(`returning ${i}: ${fresh.firstTokenMs.toFixed(0)} ms new, ${back.firstTokenMs.toFixed(0)} ms back, ${back.reusedTokens} of ${back.promptTokens} tokens restored`);
    ratios.push(back.firstTokenMs / fresh.firstTokenMs);
  }

  return median(ratios);
}

function startPeer(options) {
  const child = spawn(process.execPath, [join(peerFolder, "peer.mjs"), JSON.stringify({ ...options, generated })], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return {
    measure: (text) => new Promise((resolve, reject) => {
      child.once("exit", () => reject(new Failure("node-llama-cpp ended in the middle of a round.", "Its message is above.")));
      lines.once("line", (line) => resolve(JSON.parse(line)));
      child.stdin.write(`${JSON.stringify(text)}\n`);
    }),
    stop: async () => { child.stdin.end(); await exited; },
  };
}

// Types code into the middle of a real file through the real server and asks after every key.
async function typingTrace(user) {
  const server = await startServer(user);
  const { rpc } = server;
  await rpc.call("initialize", initializeParams(root));
  rpc.notify("initialized", {});
  const uri = `file://${sample}`;
  const text = readFileSync(sample, "utf8");
  const line = text.split("\n").findIndex((content) => content.includes("var shape ="));
  const typed = "        var patienceOfUser = request.Trigger is CompletionTrigger.Invoked;".slice(0, keystrokes);
  rpc.notify("textDocument/didOpen", { textDocument: { uri, languageId: "csharp", version: 1, text } });
  rpc.notify("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: range(line, 0, 0), text: "\n" }],
  });
  await invoke(rpc, uri, line, 0);
  const before = await engineState(rpc);
  for (let i = 0; i < typed.length; i++) {
    rpc.notify("textDocument/didChange", {
      textDocument: { uri, version: 3 + i },
      contentChanges: [{ range: range(line, i, i), text: typed[i] }],
    });
    await invoke(rpc, uri, line, i + 1);
  }

  const after = await engineState(rpc);
  await server.stop();
  const prompt = after.promptTokens - before.promptTokens;
  const reused = after.reusedTokens - before.reusedTokens;
  console.log(`typing: ${typed.length} keys, ${after.answered - before.answered} answers, ${reused} of ${prompt} prompt tokens reused`);
  return reused / prompt;
}

const range = (line, from, to) => ({ start: { line, character: from }, end: { line, character: to } });

const invoke = (rpc, uri, line, character) => rpc.call("textDocument/inlineCompletion", {
  textDocument: { uri }, position: { line, character }, context: { triggerKind: 1 },
});

// As large as the models people use for completion on a CPU; what it says is noise, how fast it says it is not.
export async function randomModel() {
  const path = join(root, "artifacts", "bench", "random-0.5b.q8_0.gguf");
  if (!existsSync(path)) {
    console.log("Making a random model of the 0.5B class …");
    mkdirSync(dirname(path), { recursive: true });
    const { code, output } = await runChild(
      "dotnet",
      ["run", "--project", join(root, "tools", "GgufMaker"), "-c", "Release", "--", path, "--shape", "0.5b", "--weights", "q8_0", "--vocabulary", builtInModel],
      { limitSeconds: 600 });
    if (code !== 0) {
      throw new Failure(`The model could not be made:\n${output}`, "Pass --model FILE to use one of yours.");
    }
  }

  return path;
}
