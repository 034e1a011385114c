import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { run } from "../lib/child.mjs";
import { newTally, problemOf, skipReasons, steady, summaryOf, TallyReader } from "../lib/test-tally.mjs";

const message = (type, fields) => JSON.stringify({ $type: type, ...fields });
const started = (id, name) => message("test-starting", { TestUniqueID: id, TestDisplayName: name });
const finished = message("test-assembly-finished", {});

test("Counts what passed, failed and was skipped, with names and reasons", () => {
  const tally = read([
    started("1", "Adds"), message("test-passed", { TestUniqueID: "1" }),
    started("2", "Divides"), message("test-failed", { TestUniqueID: "2", Messages: ["by zero"], StackTraces: ["   at Xunit.Assert.Equal()\n   at Ours.Divides()"] }),
    started("3", "Draws"), message("test-skipped", { TestUniqueID: "3", Reason: "no Vulkan device" }),
    message("test-not-run", { TestUniqueID: "4" }),
    finished,
  ]);

  assert.equal(tally.passed, 1);
  assert.deepEqual(tally.failures, [{ name: "Divides", text: "by zero\n   at Ours.Divides()" }]);
  assert.deepEqual(tally.skips, [{ name: "Draws", reason: "no Vulkan device" }]);
  assert.equal(summaryOf([tally], 0).line, "1 passed, 1 failed, 1 skipped");
  assert.equal(summaryOf([tally], 0).succeeded, false);
});

test("A failure is told with what the test wrote", () => {
  const tally = read([started("1", "Serves"), message("test-failed", { TestUniqueID: "1", Messages: ["no answer"], StackTraces: [null], Output: "the server's log\n" }), finished]);

  assert.equal(tally.failures[0].text, "no answer\nthe server's log");
});

test("Counts a failure outside any test", () => {
  const tally = read([message("test-class-cleanup-failure", { Messages: ["the host is still running"], StackTraces: [null] }), finished]);

  assert.equal(tally.failures.length, 1);
});

test("Ignores what tests print, also where it looks like a message", () => {
  const tally = read(["hello", "{\"$type\":\"test-pas", "{\"other\":1}", finished]);

  assert.equal(tally.passed, 0);
  assert.equal(tally.finished, true);
});

test("Nothing run is no success", () => {
  assert.equal(summaryOf([], 0).succeeded, false);
  assert.equal(summaryOf([read([started("1", "Draws"), message("test-skipped", { TestUniqueID: "1", Reason: "no" }), finished])], 0).succeeded, false);
});

const failing = (...names) => read([...names.flatMap((name, id) => [started(`${id}`, name), message("test-failed", { TestUniqueID: `${id}`, Messages: ["no"], StackTraces: [null] })]), finished]);

test("A test that fails once and passes alone counts as passed and is named as unsteady", () => {
  const first = failing("Room.Tests.Races(width: 3)", "Room.Tests.Adds");
  const second = read([started("1", "Room.Tests.Races(width: 3)"), message("test-passed", { TestUniqueID: "1" }), started("2", "Room.Tests.Adds"), message("test-failed", { TestUniqueID: "2", Messages: ["no"], StackTraces: [null] }), finished]);

  assert.deepEqual(steady.methodsOf(first), ["Room.Tests.Races", "Room.Tests.Adds"]);
  const tally = steady.together(first, second);
  assert.deepEqual(tally.unsteady.map(({ name }) => name), ["Room.Tests.Races(width: 3)"]);
  assert.equal(summaryOf([tally], 0).line, "1 passed, 1 failed, 0 skipped");
});

test("Nothing is tried again where many fail, where none does, or where it was no test", () => {
  assert.equal(steady.methodsOf(failing("A", "B", "C", "D")), null);
  assert.equal(steady.methodsOf(failing()), null);
  assert.equal(steady.methodsOf(read([message("test-class-cleanup-failure", { Messages: ["still running"], StackTraces: [null] }), finished])), null);
});

test("A second run in which nothing ran clears nobody", () => {
  assert.equal(steady.together(failing("A"), failing()).failures.length, 1);
});

test("A run that proves nothing counts as a failure", () => {
  const passed = read([started("1", "Adds"), message("test-passed", { TestUniqueID: "1" }), finished]);
  const crashed = read([started("1", "Adds"), message("test-passed", { TestUniqueID: "1" }), started("2", "Loads")]);

  assert.equal(problemOf(passed, 0), null);
  assert.match(problemOf(crashed, 139), /ended early \(exit code 139\)/);
  assert.match(problemOf(read([finished]), 0), /contains no test/);
  assert.match(problemOf(passed, 1), /exit code 1 without a failed test/);
  assert.equal(summaryOf([passed], 1).line, "1 passed, 1 failed, 0 skipped");
  assert.equal(summaryOf([passed], 1).succeeded, false);
});

test("Names each reason for skipping once", () => {
  const skip = (id, reason) => [started(id, `T${id}`), message("test-skipped", { TestUniqueID: id, Reason: reason })];
  const tally = read([...skip("1", "no Vulkan"), ...skip("2", "no Vulkan"), ...skip("3", "not on Windows"), finished]);

  assert.deepEqual(skipReasons([tally]), ["2 × no Vulkan (T1, …)", "1 × not on Windows (T3)"]);
});

test("Counts what Node's own runner reports", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "codeassist-tally-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const script = join(folder, "sample.test.mjs");
  writeFileSync(script, `
    import test from "node:test";
    test("passes", () => {});
    test("fails", () => { throw new Error("on purpose"); });
    test("waits", { skip: "not today" }, () => {});
  `);
  const tally = newTally("sample");
  const reader = new TallyReader(tally);

  const reporter = fileURLToPath(new URL("../lib/node-reporter.mjs", import.meta.url));
  // The marker of the runner that runs this very test would make the inner one report in another form.
  const { code } = await run(process.execPath, ["--test", `--test-reporter=${reporter}`, script], {
    limitSeconds: 60, env: { NODE_TEST_CONTEXT: undefined }, onLine: (line) => reader.read(line),
  });

  assert.equal(code, 1);
  assert.equal(tally.passed, 1);
  assert.deepEqual(tally.failures.map(({ name }) => name), ["fails"]);
  assert.match(tally.failures[0].text, /on purpose/);
  assert.equal(tally.failures[0].file, script);
  assert.deepEqual(tally.skips, [{ name: "waits", reason: "not today" }]);
  assert.equal(tally.finished, true);
});

function read(lines) {
  const tally = newTally("Some.Tests");
  const reader = new TallyReader(tally);
  lines.forEach((line) => reader.read(line));
  return tally;
}
