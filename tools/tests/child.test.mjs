import assert from "node:assert/strict";
import test from "node:test";
import { run } from "../lib/child.mjs";
import { Failure } from "../lib/failure.mjs";

test("Hands on every line as it comes, and the exit code", async () => {
  const lines = [];

  const { code, output } = await run(process.execPath, ["-e", "console.log('one'); console.error('two'); process.exit(3)"], {
    limitSeconds: 30, onLine: (line) => lines.push(line),
  });

  assert.equal(code, 3);
  assert.deepEqual(lines.sort(), ["one", "two"]);
  assert.match(output, /one/);
});

test("Stops a child that takes too long, and says which", async () => {
  await assert.rejects(
    run(process.execPath, ["-e", "console.log('waiting'); setInterval(() => {}, 1000)"], { limitSeconds: 1 }),
    (error) => error instanceof Failure && /did not end within 1 s/.test(error.message) && /waiting/.test(error.nextStep));
});

test("Does not wait for what a child left behind with our pipes open", { skip: process.platform === "win32" && "process groups are a Unix notion" }, async () => {
  const leaves = "require('child_process').spawn('sleep', ['60'], { stdio: 'inherit' }).unref(); process.exit(0)";
  const start = performance.now();

  const { code } = await run(process.execPath, ["-e", leaves], { limitSeconds: 30 });

  assert.equal(code, 0);
  assert.ok(performance.now() - start < 20_000);
});

test("Says that a program is missing", async () => {
  await assert.rejects(run("codeassist-no-such-program", [], { limitSeconds: 5 }), /'codeassist-no-such-program' was not found/);
});
