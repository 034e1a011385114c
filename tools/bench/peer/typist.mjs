// The request pattern of llama.vscode 0.0.63 on node-llama-cpp: one document's texts in, one line of JSON out per key that shows something.
// After its source: prefix of 256 lines, suffix of 64, 128 tokens, an end 500 ms after the first token once a line is done, and before a
// line that is indented less than the caret's; no debounce; one request at a time, a newer one looks again every 150 ms and an older one
// runs to its end; a cache by prefix and suffix in which typing looks back over the line; after showing, the next completion is asked
// for as if this one had been accepted.
import { createInterface } from "node:readline";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const { model: modelPath, threads } = JSON.parse(process.argv[2]);
const prefixLines = 256;
const suffixLines = 64;
const mostTokens = 128;
const predictMs = 500;
const pollMs = 150;
const mostCached = 250;
const lookBack = 128;
const mostBehindCaret = 8;

const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: LlamaLogLevel.error, progressLogs: false });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 4096, batchSize: 1024, threads, sequences: 1 });
const sequence = context.getSequence();
const special = Object.fromEntries(["fim_prefix", "fim_suffix", "fim_middle", "file_sep", "repo_name"].map((name) => [name, tokenNamed(`<|${name}|>`)]));

const cache = new Map();
const counts = { requests: 0, generatedTokens: 0, promptTokens: 0, reusedTokens: 0 };
let isBusy = false;
let newest = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.reset) {
    newest++;
    await free();
    cache.clear();
    await sequence.clearHistory();
    console.log(JSON.stringify({ reset: true, ...counts }));
  } else {
    newest = message.key;
    void key(message);
  }
}

await free();
await llama.dispose();

async function key({ key: number, path, before, after }) {
  const lineAfter = after.split("\n", 1)[0];
  if (lineAfter.length > mostBehindCaret) {
    return;
  }

  const known = lookUp(before, after);
  if (known) {
    show(number, known, true);
    void speculate(number, path, before, after, known);
    return;
  }

  while (isBusy) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (number !== newest) {
      return;
    }
  }

  const text = await complete(path, before, after);
  if (text && number === newest) {
    show(number, text, false);
    void speculate(number, path, before, after, text);
  }
}

function show(number, text, cached) {
  console.log(JSON.stringify({ key: number, text, cached }));
}

async function speculate(number, path, before, after, text) {
  if (!isBusy && number === newest && !lookUp(before + text, after)) {
    await complete(path, before + text, after);
  }
}

function window(before, after) {
  return [before.split("\n").slice(-prefixLines - 1).join("\n"), after.split("\n").slice(0, suffixLines + 1).join("\n")];
}

function keyOf(before, after) {
  return window(before, after).join("\0");
}

function lookUp(before, after) {
  const line = before.length - (before.lastIndexOf("\n") + 1);
  for (let back = 0; back <= Math.min(line, lookBack); back++) {
    const typed = before.slice(before.length - back);
    const found = cache.get(keyOf(before.slice(0, before.length - back), after));
    if (found?.startsWith(typed) && found.length > typed.length) {
      return found.slice(typed.length);
    }
  }

  return undefined;
}

async function complete(path, before, after) {
  isBusy = true;
  counts.requests++;
  try {
    const text = filter(await generate(path, ...window(before, after)), after);
    if (text) {
      cache.set(keyOf(before, after), text);
      if (cache.size > mostCached) {
        cache.delete(cache.keys().next().value);
      }
    }

    return text;
  } finally {
    isBusy = false;
  }
}

// Where text follows the caret only the first line counts; what would repeat the text behind the caret is dropped.
function filter(text, after) {
  const line = after.split("\n", 1)[0];
  const shown = line.trim() === "" ? text.trimEnd() : text.split("\n", 1)[0];
  const next = after.split("\n").slice(1).find((following) => following.trim() !== "");
  return shown.trim() === "" || shown.trim() === line.trim() || shown.trim() === next?.trim() ? "" : shown;
}

async function generate(path, before, after) {
  const plain = (text) => model.tokenize(text, false);
  const tokens = special.fim_middle === undefined
    ? [special.file_sep, ...plain(`${path}\n`), special.fim_suffix, ...plain(after), special.fim_prefix, ...plain(before)]
    : [special.repo_name, ...plain("myproject\n"), special.file_sep, ...plain("filename\n"),
      special.fim_prefix, ...plain(before), special.fim_suffix, ...plain(after), special.fim_middle];
  const prompt = tokens.filter((token) => token !== undefined);
  await sequence.adaptStateToTokens(prompt.slice(0, -1));
  counts.promptTokens += prompt.length;
  counts.reusedTokens += sequence.nextTokenIndex;
  const generated = [];
  let text = "";
  const indentation = /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))[0].length;
  let started = 0;
  for await (const token of sequence.evaluate(prompt.slice(sequence.nextTokenIndex), { temperature: 0 })) {
    generated.push(token);
    started ||= performance.now();
    text = model.detokenize(generated);
    const left = leavesAt(text, indentation);
    if (left !== undefined) {
      text = text.slice(0, left);
      break;
    }

    if (generated.length >= mostTokens || (text.includes("\n") && performance.now() - started > predictMs)) {
      break;
    }
  }

  counts.generatedTokens += generated.length;
  return text;
}

// Where a line begins that is indented less than the caret's.
function leavesAt(text, indentation) {
  for (let line = text.indexOf("\n") + 1; line > 0; line = text.indexOf("\n", line) + 1) {
    const code = /^[ \t]*/.exec(text.slice(line))[0].length;
    if (code < indentation && line + code < text.length && text[line + code] !== "\n") {
      return line;
    }
  }

  return undefined;
}

async function free() {
  while (isBusy) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function tokenNamed(name) {
  const tokens = model.tokenize(name, true);
  return tokens.length === 1 ? tokens[0] : undefined;
}
