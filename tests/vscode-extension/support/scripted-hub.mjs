// A mirror of the hub on this machine: it has one model, the built-in one under another name, and sends no more of it than a test wants.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { product } from "../../../tools/lib/repository.mjs";

const pieceBytes = 65_536;

const model = readFileSync(join(product, "models", "codeassist-builtin.q8_0.gguf"));

/** What the user's own list says of it. */
export const list = JSON.stringify({
  version: 1,
  models: [{
    id: "house-coder", name: "House Coder", roles: ["completion"], licence: { value: "House Licence" }, commercial: { value: "forbidden" },
    files: [
      { quantisation: "F16", repository: "house/coder", path: "coder-f16.gguf", bytes: { value: 15_000_000 } },
      { quantisation: "Q8_0", repository: "house/coder", path: "coder.gguf", bytes: { value: model.length } },
    ],
  }],
});

/** @returns {Promise<{ address: string, ranges: number[], holdAt: (bytes: number) => void, release: () => void, close: () => void }>} `ranges`: first bytes that were asked for */
export async function startHub() {
  const ranges = [];
  let limit = Infinity;
  const server = createServer(async (request, response) => {
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    ranges.push(from);
    response.writeHead(206, { "ETag": "\"v1\"", "Content-Range": `bytes ${from}-${model.length - 1}/${model.length}`, "Content-Length": model.length - from });
    for (let at = from; at < model.length && !response.destroyed;) {
      if (at >= limit) {
        await setTimeout(20);
        continue;
      }

      response.write(model.subarray(at, at + pieceBytes));
      at += pieceBytes;
    }

    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}/hub`,
    ranges,
    holdAt: (bytes) => { limit = bytes; },
    release: () => { limit = Infinity; },
    close: () => { limit = Infinity; server.closeAllConnections(); server.close(); },
  };
}
