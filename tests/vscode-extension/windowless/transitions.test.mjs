// The rule for starts and stops that overlap, without an editor.
import assert from "node:assert/strict";
import test from "node:test";
import { loadSource } from "../support/sources.mjs";

const { Transitions } = await loadSource("transitions.ts");

/** A start that lasts until it is let go. */
function slow(name, log) {
  let letGo;
  let begin;
  const gate = new Promise((resolve) => {
    letGo = resolve;
  });
  const begun = new Promise((resolve) => {
    begin = resolve;
  });
  const transition = async (newer) => {
    log.push(`${name} begins`);
    begin();
    newer.addEventListener("abort", () => log.push(`${name} may give up`));
    await gate;
    log.push(`${name} ends`);
  };
  return { transition, begun, letGo };
}

test("two starts never overlap, and the first one is told of the second", async () => {
  const log = [];
  const transitions = new Transitions();
  const [first, second] = [slow("first", log), slow("second", log)];

  const done = [transitions.request(first.transition)];
  await first.begun;
  done.push(transitions.request(second.transition));
  first.letGo();
  second.letGo();
  await Promise.all(done);

  assert.deepEqual(log, ["first begins", "first may give up", "first ends", "second begins", "second ends"]);
});

test("of the wishes that came meanwhile only the last is carried out", async () => {
  const log = [];
  const transitions = new Transitions();
  const first = slow("first", log);

  const done = [transitions.request(first.transition)];
  await first.begun;
  for (const name of ["second", "third", "stop"]) {
    done.push(transitions.request(async () => log.push(name)));
  }
  first.letGo();
  await Promise.all(done);

  assert.deepEqual(log, ["first begins", "first may give up", "first ends", "stop"]);
});

test("a wish after all is done is carried out like the first", async () => {
  const log = [];
  const transitions = new Transitions();

  await transitions.request(async () => log.push("first"));
  await transitions.request(async () => log.push("second"));

  assert.deepEqual(log, ["first", "second"]);
});

test("a wish of a transition itself follows it", async () => {
  const log = [];
  const transitions = new Transitions();

  await transitions.request(async () => {
    void transitions.request(async () => log.push("second"));
    log.push("first");
  });

  assert.deepEqual(log, ["first", "second"]);
});

test("a wish in the moment of the end is not lost", async () => {
  const log = [];
  const transitions = new Transitions();

  await transitions.request(async () => {}).then(() => transitions.request(async () => log.push("second")));

  assert.deepEqual(log, ["second"]);
});
