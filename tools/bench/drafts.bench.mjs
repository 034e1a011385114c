// What it brings to verify guessed tokens several at a time: the same prompts with and without, in turn, on traces like edits.
import { readFileSync, readdirSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";
import { randomModel } from "./decode.bench.mjs";
import { builtInModel, round, startHost, temporaryUser } from "./product.mjs";
import { median, medianInterval } from "./statistics.mjs";

const built = { name: "built-in", tokens: 48, contextTokens: 1024, before: 1200, after: 500 };
const large = { name: "0.5b", contextTokens: 1024, before: 800, after: 0 };
const verified = [4, 8, 16];

/** @param {string[]} args `--model FILE` for another model than a random one of the 0.5B class; `--rounds N` pairs for each trace */
export async function run(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const rounds = Math.max(8, Number(option("--rounds") ?? 40));
  const user = temporaryUser({ "host.idleExitSeconds": 5 });
  const host = await startHost(user);
  const threads = Math.max(1, cpus().length - 1);
  const result = { bench: "drafts" };
  try {
    await load(host, "built-in", builtInModel, built.contextTokens, threads);
    // What the author wrote is what a workspace proposes at its best; what the file holds already is found without any help.
    Object.assign(result, await compare(host, { ...built, trace: "workspace", rounds }, (caret) => [caret.line]));
    Object.assign(result, await compare(host, { ...built, trace: "prompt", rounds }, () => []));

    await load(host, "0.5b", option("--model") ?? (await randomModel()), large.contextTokens, threads);
    // A random model writes noise that no source foretells; but what it costs to verify so many tokens at once is real.
    Object.assign(result, await rowCosts(host, large, Math.max(8, Math.round(rounds / 4))));
    await host.stop();
    return result;
  } finally {
    user.remove();
  }
}

async function load(host, modelId, path, contextTokens, threads) {
  const { failure } = await host.rpc.call("model/load", { modelId, path, options: { device: "Cpu", threads, contextTokens, sequences: 1 } });
  if (failure) {
    throw new Failure(failure.message, failure.nextStep);
  }
}

// Each caret is asked for once to fill the cache, then with and without drafts, taking turns at being first.
async function compare(host, shape, drafts) {
  const ratios = [];
  const tokens = { drafted: 0, accepted: 0, generated: 0 };
  for (const [i, caret] of carets(shape).entries()) {
    await generate(host, shape, caret, { drafting: "Never", drafts: [] });
    const asked = { drafting: "WhereItPays", drafts: drafts(caret).filter((draft) => draft.length > 0) };
    const without = { drafting: "Never", drafts: [] };
    const order = i % 2 === 0 ? [asked, without] : [without, asked];
    const pair = [await generate(host, shape, caret, order[0]), await generate(host, shape, caret, order[1])];
    const [on, off] = i % 2 === 0 ? pair : pair.reverse();
    if (off.usage.generatedTokens > 4) {
      ratios.push(speed(on) / speed(off));
      tokens.drafted += on.usage.draftedTokens;
      tokens.accepted += on.usage.acceptedTokens;
      tokens.generated += on.usage.generatedTokens;
    }
  }

  const interval = medianInterval(ratios).map((value) => round(value, 3));
  const key = `${shape.name}_${shape.trace}`.replace(/[^a-z0-9]/g, "_");
  console.log(
    `${shape.name}, ${shape.trace}: ${round(median(ratios), 3)}× (${interval.join("–")}) over ${ratios.length} answers; ` +
      `${tokens.accepted} of ${tokens.drafted} drafted tokens accepted, ${tokens.generated} generated; load ${loadavg()[0].toFixed(2)}`);
  return {
    [`${key}_speedup`]: round(median(ratios), 3),
    [`${key}_interval`]: interval,
    [`${key}_accepted`]: round(tokens.accepted / Math.max(1, tokens.drafted), 3),
  };
}

// A step of one row, as for every token without drafts, and steps that verify several tokens of one text, in turn.
async function rowCosts(host, shape, rounds) {
  const [caret] = carets({ ...shape, rounds: 1 });
  const parts = [text(caret.before)];
  const continuation = caret.before.slice(0, 400);
  const score = async (maxTokens) => {
    const { scoring, failure } = await host.rpc.call("text/score", {
      modelId: shape.name, slot: "bench", parts, priority: "Completion", maxTokens, continuations: [continuation],
    });
    if (failure) {
      throw new Failure(failure.message, failure.nextStep);
    }

    return scoring.usage.totalMilliseconds;
  };
  const one = async () => {
    const { usage } = await generate(host, { ...shape, tokens: 1 }, caret, { drafting: "Never", drafts: [] });
    return usage.totalMilliseconds;
  };
  await one();
  const ratios = Object.fromEntries(verified.map((count) => [count, []]));
  for (let i = 0; i < rounds; i++) {
    for (const count of verified) {
      const single = await one();
      ratios[count].push((await score(count)) / single);
    }
  }

  const result = {};
  for (const count of verified) {
    const cost = median(ratios[count]);
    const interval = medianInterval(ratios[count]).map((value) => round(value, 2));
    console.log(
      `${shape.name}: a step that verifies ${count} tokens costs ${round(cost, 2)}× (${interval.join("–")}) one of a single token, and gives up to ${count + 1}; ` +
        `load ${loadavg()[0].toFixed(2)}`);
    result[`large_cost_of_${count}`] = round(cost, 2);
    result[`large_cost_of_${count}_interval`] = interval;
  }

  return result;
}

const speed = ({ usage }) => usage.generatedTokens / usage.totalMilliseconds;

async function generate(host, shape, caret, { drafting, drafts }) {
  const { generation, failure } = await host.rpc.call("text/generate", {
    modelId: shape.name,
    slot: "bench",
    parts: shape.name === "built-in"
      ? [special("FileSeparator"), text("src/Program.cs\n"), special("FimSuffix"), text(caret.after), special("FimPrefix"), text(caret.before)]
      : [text(caret.before)],
    priority: "Completion",
    limits: { maxTokens: shape.tokens, stopTexts: shape.name === "built-in" ? ["\n\n"] : [] },
    sampling: { temperature: 0, topK: 0, topP: 1, seed: 0 },
    streamId: null,
    drafting,
    drafts,
  });
  if (failure) {
    throw new Failure(failure.message, failure.nextStep);
  }

  return generation;
}

const special = (role) => ({ special: role, text: null, trim: "Never", priority: 1 });
const text = (content) => ({ special: null, text: content, trim: "Never", priority: 1 });

// Line ends in real code, evenly spread: an edit that the author made there again. The draft is what follows, as it stood before.
function carets(shape) {
  const folder = join(root, "server", "CodeAssist.Core");
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".cs")).sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n"))
    .filter((content) => content.length > 2500);
  return Array.from({ length: shape.rounds }, (_, i) => {
    const content = files[(i * 7) % files.length];
    const from = Math.floor(content.length * (0.35 + 0.4 * ((i * 0.618) % 1)));
    const at = content.indexOf("\n", from) + 1;
    const end = content.indexOf("\n\n", at + 40);
    const stop = end < 0 ? content.length : end;
    return {
      before: content.slice(Math.max(0, at - shape.before), at).trimEnd(),
      line: content.slice(content.slice(0, at).trimEnd().length, stop),
      after: content.slice(stop, stop + shape.after),
    };
  });
}
