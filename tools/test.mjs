// npm test: builds everything, runs every test, and ends with the count. `npm test -- NAME` runs the assemblies whose
// name contains NAME; `npm run test:long` adds the tests marked as explicit.
import { mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProduct, buildTests, testAssemblies } from "./build.mjs";
import { buildExtension } from "./extension.mjs";
import { run } from "./lib/child.mjs";
import { programEnvironment } from "./lib/dotnet.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { installNeovim } from "./lib/neovim.mjs";
import { say } from "./lib/progress.mjs";
import { root, testResults } from "./lib/repository.mjs";
import { installSoftwareVulkan } from "./lib/software-vulkan.mjs";
import { newTally, problemOf, skipReasons, steady, summaryOf, TallyReader } from "./lib/test-tally.mjs";
import { installVocabularies } from "./lib/vocabularies.mjs";
import { installRig } from "./lib/vscode-rig.mjs";
import { setup } from "./setup.mjs";

const editorTests = join(root, "tests", "vscode-extension");
const limitSeconds = 15 * 60;
// The proof alone works for half an hour in each of four surroundings.
const longLimitSeconds = 4 * 60 * 60;
const heartbeatSeconds = 30;

/** @returns {Promise<boolean>} whether everything passed */
export async function test({ long = false, only = "" } = {}) {
  await setup();
  // All projects in one go, which keeps every core busy; the product is then only gathered.
  await buildTests();
  await buildProduct();
  await installSoftwareVulkan();
  await installNeovim();
  if (long) {
    await installVocabularies();
  }

  mkdirSync(testResults, { recursive: true });
  const env = await programEnvironment();
  const tallies = [];
  let problems = 0;
  for (const suite of suites(long).filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()))) {
    Object.assign(env, await suite.prepare?.());
    const { tally, problem } = await runTwiceIfUnsteady({ ...suite, limitSeconds: long ? longLimitSeconds : limitSeconds }, env);
    tallies.push(tally);
    problems += problem ? 1 : 0;
  }

  const summary = summaryOf(tallies, problems);
  const reasons = skipReasons(tallies);
  say(reasons.length > 0 ? `\nSkipped:\n${reasons.map((reason) => `  ${reason}`).join("\n")}\n` : "");
  const unsteady = tallies.flatMap((tally) => tally.unsteady);
  say(unsteady.length > 0 ? `Unsteady, passed only the second time; a fault to be found:\n${unsteady.map(({ name }) => `  ${name}`).join("\n")}\n` : "");
  say(summary.line);
  return summary.succeeded;
}

function suites(long) {
  return [
    ...testAssemblies().map((path) => assemblySuite(path, long)),
    nodeSuite("tools/tests", testsIn(join(root, "tools", "tests"))),
    ...(long ? [nodeSuite("packages", testsIn(join(root, "tools", "tests"), ".long.mjs"))] : []),
    nodeSuite("vscode-extension/windowless", testsIn(join(editorTests, "windowless")), prepareEditor),
    nodeSuite("vscode-extension", [...testsIn(editorTests), ...(long ? testsIn(editorTests, ".long.mjs") : [])], prepareEditor),
  ];
}

function assemblySuite(path, long) {
  const name = basename(path, ".exe");
  const args = (trx) => ["-noColor", "-reporter", "json", "-trx", join(testResults, trx), "-explicit", long ? "on" : "off"];
  return {
    name,
    command: path,
    args: args(`${name}.trx`),
    argsAgain: (methods) => [...args(`${name}.again.trx`), ...methods.flatMap((method) => ["-method", method])],
  };
}

function nodeSuite(name, files, prepare) {
  const reporter = fileURLToPath(new URL("lib/node-reporter.mjs", import.meta.url));
  // One file after the other: two browsers at once are slower than two in turn.
  const args = (chosen) => ["--test", "--test-concurrency=1", `--test-reporter=${reporter}`, ...chosen];
  // Whole files: their tests share what is set up.
  const argsAgain = (_, failures) => args(files.filter((file) => failures.some((failure) => failure.file === file)));
  return { name, command: process.execPath, args: args(files), argsAgain, prepare };
}

const testsIn = (folder, ending = ".test.mjs") => readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));

let editorPrepared;

/** Once for all suites that need it. @returns {Promise<Record<string, string>>} further variables of their environment */
function prepareEditor() {
  editorPrepared ??= (async () => {
    await buildExtension();
    const missing = await installRig();
    return { VSCODE_RIG_MISSING: missing ? `The real VS Code was not tried: ${missing}` : "" };
  })();
  return editorPrepared;
}

// A race that shows once in a hundred runs must be told, and must not stop everybody's work: the few that failed run once more, alone.
async function runTwiceIfUnsteady(suite, env) {
  const first = await runSuite(suite, env);
  const methods = steady.methodsOf(first.tally);
  if (first.problem || methods === null) {
    return first;
  }

  say(`  ${suite.name}: once more, what failed`);
  const second = await runSuite({ ...suite, args: suite.argsAgain(methods, first.tally.failures) }, env);
  return { tally: second.problem ? first.tally : steady.together(first.tally, second.tally), problem: null };
}

async function runSuite({ name, command, args, limitSeconds }, env) {
  const tally = newTally(name);
  const reader = new TallyReader(tally);
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
  const heartbeat = setInterval(
    () => say(`  ${name}: ${tally.passed} passed after ${seconds()} s; running: ${reader.underWay.join(", ") || "-"}`),
    heartbeatSeconds * 1000);

  let problem;
  try {
    const { code, output } = await run(command, args, {
      limitSeconds,
      env,
      onLine: (line) => {
        const failure = reader.read(line);
        if (failure) {
          say(`✗ ${failure.name}\n${indent(failure.text)}`);
        }
      },
    });
    problem = problemOf(tally, code);
    if (problem) {
      const unread = output.split("\n").filter((line) => !line.startsWith("{\"$type\"")).slice(-20);
      say(`✗ ${name} ${problem}${unread.length > 0 ? `\n${indent(unread.join("\n"))}` : ""}`);
    }
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }

    problem = error.message;
    say(`✗ ${name}: ${problem}\n    running: ${reader.underWay.join(", ") || "-"}`);
  } finally {
    clearInterval(heartbeat);
  }

  if (problem) {
    return { tally, problem };
  }

  const skipped = tally.skips.length > 0 ? `, ${tally.skips.length} skipped` : "";
  const failed = tally.failures.length > 0 ? `, ${tally.failures.length} failed` : "";
  const mark = failed ? "✗" : "✓";
  say(`${mark} ${name}: ${tally.passed} passed${failed}${skipped} (${seconds()} s)`);
  return { tally, problem };
}

const indent = (text) => text.replace(/^/gm, "    ");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  await main(async () => (await test({ long: args.includes("--long"), only: args.find((arg) => !arg.startsWith("-")) }) ? 0 : 1));
}
