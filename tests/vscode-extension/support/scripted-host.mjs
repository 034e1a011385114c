// Stands for the model host: speaks its wire (docs/model-host.md), and answers with the texts that a test wrote down.
// Started by the product's own broker, as the real one is; the script lies beside this program as `answers.json`.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { hostProtocol as protocol } from "../../../tools/lib/host-protocol.mjs";

const longestLife = 5 * 60 * 1000;
const options = new Map(process.argv.slice(3).map((value, index, all) => [all[index - 1], value]));
const runtime = options.get("--runtime-dir");
const build = options.get("--build");
const digest = fnv1a(`${runtime}\n${build}`);
const socket = join(runtime, `host-${protocol}-${digest}.sock`);

/** @returns {{ after: string, given?: string, text: string }[]} read anew for each request, so that a test can change its mind */
const answers = () => JSON.parse(readFileSync(process.env.ANSWERS ?? new URL("answers.json", `file://${process.cwd()}/`), "utf8"));

/** While this file lies beside the program, a load gets no further than its middle and ends when it is cancelled. */
const holdsLoads = () => existsSync("hold-loads");
const held = new Set();

const device = { device: "Script", reason: "It is written down.", rejected: [] };

const methods = {
  "host/hello": () => ({ protocol, build, processId: process.pid, network: "Enforced" }),
  "model/load": ({ modelId }) => ({
    model: {
      modelId,
      name: "scripted",
      architecture: "script",
      promptLayout: null,
      minimumProbability: null,
      vocabularySize: 256,
      contextTokens: 4096,
      parameters: 1,
      fileBytes: 1,
      specialTokens: ["FimPrefix", "FimSuffix", "FimMiddle", "FileSeparator", "EndOfText"],
      fimRefusal: null,
      chatTemplate: null,
      chatRefusal: "its words are written down",
      device,
      threads: 1,
      loadMilliseconds: 1,
    },
    failure: null,
  }),
  "text/generate": ({ parts }) => ({ generation: generation(continuation(parts)), failure: null }),
  "host/status": () => ({
    libraryRelease: "scripted", libraryDirectory: runtime, libraryFailure: null, devices: [], choice: device, residentBytes: 1, clients: 1, models: [],
  }),
};

/** The text written down for what stands before the caret, given what else has to be in the prompt. A prompt may end before a space that the caret stands behind. */
function continuation(parts) {
  const isGiven = ({ given = "" }) => parts.some(({ text }) => text?.includes(given));
  for (const { text: prompt } of parts.filter(({ text }) => text)) {
    const found = answers().filter(isGiven).find(({ after }) => prompt.endsWith(after) || prompt.endsWith(after.trimEnd()));
    if (found) {
      return found.after.slice(prompt.endsWith(found.after) ? found.after.length : found.after.trimEnd().length) + found.text;
    }
  }

  return "";
}

const generation = (text) => ({
  text,
  finish: "EndOfText",
  logProbability: -0.01,
  alternatives: [],
  usage: {
    promptTokens: 1, reusedTokens: 0, trimmedTokens: 0, generatedTokens: 1, draftedTokens: 0, acceptedTokens: 0, queuedMilliseconds: 0, firstTokenMilliseconds: 1, totalMilliseconds: 1,
  },
});

function serve(connection) {
  let received = Buffer.alloc(0);
  connection.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const end = received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, end).toString())?.[1]);
      if (end < 0 || received.length < end + 4 + length) {
        return;
      }

      const message = JSON.parse(received.subarray(end + 4, end + 4 + length));
      received = received.subarray(end + 4 + length);
      if (message.method === "$/cancelRequest") {
        cancel(connection, message.params.id);
      } else if (message.method === "model/load" && holdsLoads()) {
        hold(connection, message);
      } else if (message.id !== undefined && message.method) {
        answer(connection, message);
      }
    }
  });
  connection.on("error", () => connection.destroy());
}

function answer(connection, { id, method, params }) {
  send(connection, methods[method]
    ? { id, result: methods[method](params) }
    : { id, error: { code: -32601, message: `not scripted: ${method}` } });
}

function hold(connection, { id, params: { modelId } }) {
  held.add(id);
  send(connection, { method: "model/loadProgress", params: { modelId, fraction: 0.5 } });
}

function cancel(connection, id) {
  if (held.delete(id)) {
    send(connection, { id, error: { code: -32800, message: "cancelled" } });
  }
}

function send(connection, message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  connection.write(`Content-Length: ${body.length}\r\n\r\n`);
  connection.write(body);
}

rmSync(socket, { force: true });
createServer(serve).listen(socket, () => process.stdout.write("ready\n"));

// A test that fails must not leave it behind for ever.
setTimeout(() => process.exit(0), longestLife);

// As the host names its socket.
function fnv1a(text) {
  let hash = 14695981039346656037n;
  for (const byte of Buffer.from(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n);
  }

  return hash.toString(16).padStart(16, "0").slice(0, 12);
}
