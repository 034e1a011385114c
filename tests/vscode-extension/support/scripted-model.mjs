// A model server on this machine that speaks OpenAI's dialect: what it says is written down, and it says it piece by piece.
import { createServer } from "node:http";
import { once } from "node:events";
import { networkInterfaces } from "node:os";

export const model = "scripted-chat";

/** An address of this machine in a private network, where a company's own model server could be; undefined where it has none. */
export const ownAddress = Object.values(networkInterfaces()).flat()
  .find(({ address, internal }) => !internal && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/.test(address))?.address;

/**
 * @param {(question: string) => string[]} say the pieces of the answer
 * @param {string} [host] where it listens
 * @returns {Promise<{ address: string, questions: string[], close: () => void }>} `questions`: what was asked, as JSON
 */
export async function startModel(say, host = "127.0.0.1") {
  const questions = [];
  const server = createServer(async (request, response) => {
    const question = (await request.toArray()).join("");
    if (!request.url.endsWith("/chat/completions")) {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ object: "list", data: [{ id: model, object: "model" }] }));
      return;
    }

    questions.push(question);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    const write = (more) => response.write(`data: ${JSON.stringify({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model, choices: [], ...more })}\n\n`);
    const choice = (delta, finish_reason = null) => write({ choices: [{ index: 0, delta, finish_reason }] });
    choice({ role: "assistant", content: "" });
    say(question).forEach((content) => choice({ content }));
    choice({}, "stop");
    write({ usage: { prompt_tokens: 50, completion_tokens: 20, total_tokens: 70 } });
    response.end("data: [DONE]\n\n");
  });
  server.listen(0, host);
  await once(server, "listening");
  return { address: `${host.includes(":") ? `[${host}]` : host}:${server.address().port}`, questions, close: () => server.close() };
}
