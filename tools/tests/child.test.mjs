import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import test from "node:test";
import { run } from "../lib/child.mjs";
import { Failure } from "../lib/failure.mjs";

const onWindows = process.platform === "win32";

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

test("Does not wait for what a child left behind with our pipes open", { skip: onWindows && "process groups are a Unix notion" }, async () => {
  const leaves = "require('child_process').spawn('sleep', ['60'], { stdio: 'inherit' }).unref(); process.exit(0)";
  const start = performance.now();

  const { code } = await run(process.execPath, ["-e", leaves], { limitSeconds: 30 });

  assert.equal(code, 0);
  assert.ok(performance.now() - start < 20_000);
});

test("Ctrl-C ends a script together with what it started", { skip: onWindows && "signals are a Unix notion" }, async (context) => {
  const script = spawn(process.execPath, ["--input-type=module", "-e", `
    import { run } from ${JSON.stringify(new URL("../lib/child.mjs", import.meta.url))};
    import { main } from ${JSON.stringify(new URL("../lib/failure.mjs", import.meta.url))};
    await main(() => run("sh", ["-c", "sleep 60 & echo $!; wait"], { limitSeconds: 60, onLine: console.log }));
  `], { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => script.kill("SIGKILL"));
  const [grandchild] = await once(createInterface({ input: script.stdout }), "line");

  script.kill("SIGINT");
  const [code] = await once(script, "exit");

  assert.equal(code, 130);
  await untilGone(Number(grandchild));
});

test("Says that a program is missing", async () => {
  await assert.rejects(run("codeassist-no-such-program", [], { limitSeconds: 5 }), /'codeassist-no-such-program' was not found/);
});

async function untilGone(pid) {
  for (const end = performance.now() + 10_000; isRunning(pid); await new Promise(setImmediate)) {
    assert.ok(performance.now() < end, `Process ${pid} is still running.`);
  }
}

// In a container without an init process, what was killed stays as an entry that nobody collects.
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
