// node-llama-cpp with the same model, threads, flash attention and batch size: one JSON text a line in, one measurement a line out.
import { createInterface } from "node:readline";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const { model: modelPath, threads, generated } = JSON.parse(process.argv[2]);
const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: LlamaLogLevel.error, progressLogs: false });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 2048, batchSize: 128, threads, flashAttention: false, sequences: 1 });
const sequence = context.getSequence();

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  await sequence.clearHistory();
  const started = performance.now();
  const tokens = model.tokenize(text);
  let first = 0;
  let count = 0;
  for await (const token of sequence.evaluate(tokens, { temperature: 0, yieldEogToken: true })) {
    first ||= performance.now() - started;
    model.detokenize([token]);
    if (++count >= generated) {
      break;
    }
  }

  const total = performance.now() - started;
  console.log(JSON.stringify({
    promptTokens: tokens.length, firstTokenMs: first, tokensPerSecond: (count - 1) / ((total - first) / 1000),
  }));
}

await llama.dispose();
