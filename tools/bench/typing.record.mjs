// Makes typing.traces.json from what was really added to this repository: `node tools/bench/typing.record.mjs`.
// The texts are real, the fingers are not: nobody was recorded. Gaps between keys are drawn from a fixed seed, after the usual shape of
// typing: short within a word, longer between words, a thought at the start of a line and now and then elsewhere, and 2 % of mistakes.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = { cs: 16, mjs: 4, ts: 2 };
const languages = { cs: "csharp", mjs: "javascript", ts: "typescript" };
const smallest = { file: 800, typed: 100 };
const largest = { file: 6000, typed: 320 };
const mistakes = 0.02;

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
const random = seeded(20261121);

const traces = [];
for (const [ending, count] of Object.entries(wanted)) {
  const files = new Set();
  for (const commit of git("log", "--format=%H", "--no-merges").trim().split("\n")) {
    const found = insertions(commit, ending).find(({ path }) => !files.has(path));
    if (found && files.size < count) {
      files.add(found.path);
      traces.push({ ...found, language: languages[ending] });
    }
  }
}

writeFileSync(
  join(root, "tools", "bench", "typing.traces.json"),
  `[\n${traces.map(({ lines, ...trace }) => JSON.stringify({ ...trace, keys: keys(lines) })).join(",\n")}\n]\n`);
console.log(`${traces.length} traces, ${traces.reduce((sum, { lines }) => sum + lines.join("").length, 0)} characters`);

// What a commit put into a file in one piece, taking nothing out.
function insertions(commit, ending) {
  const found = [];
  for (const file of git("show", "--format=", "--unified=0", "--diff-filter=M", commit, "--", `*.${ending}`).split(/^diff --git .*$/m).slice(1)) {
    const path = /^\+\+\+ b\/(.*)$/m.exec(file)[1];
    const hunks = [...file.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*\n((?:[+\-\\ ].*\n?)*)/gm)];
    for (const [, , removed, start, , body] of hunks) {
      const lines = body.trimEnd().split("\n").map((line) => line.slice(1));
      const typed = lines.map((line) => line.trim()).join("").length;
      if (removed === "0" && typed >= smallest.typed && typed <= largest.typed && lines.length <= 12 && lines[0].trim()) {
        const text = git("show", `${commit}:${path}`);
        const all = text.split("\n");
        const at = Number(start) - 1;
        if (text.length >= smallest.file && text.length <= largest.file && !text.includes("\r")) {
          found.push({
            path,
            before: all.slice(0, at).join("\n") + (at > 0 ? "\n" : ""),
            after: "\n" + all.slice(at + lines.length).join("\n"),
            lines,
          });
        }
      }
    }
  }

  return found;
}

// One key: milliseconds since the one before, and what it puts in; -1 takes the last character away.
function keys(lines) {
  const pressed = [];
  lines.forEach((line, number) => {
    const indentation = /^\s*/.exec(line)[0];
    pressed.push(number === 0 ? [800, indentation || ""] : [gap(250), `\n${indentation}`]);
    let before = "";
    for (const character of line.slice(indentation.length)) {
      const isInWord = /\w/.test(before) && /\w/.test(character);
      const median = before === "" ? 600 : isInWord ? 105 : 170;
      const thought = !isInWord && random() < 0.1 ? 600 + (1400 * random()) : 0;
      if (isInWord && random() < mistakes) {
        pressed.push([gap(median), "x"], [gap(350), -1]);
      }

      pressed.push([Math.round(gap(median) + thought), character]);
      before = character;
    }
  });

  return pressed.filter(([, text]) => text !== "");
}

// Log-normal, as gaps between keys are.
function gap(median) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(median * Math.exp(0.4 * normal));
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
