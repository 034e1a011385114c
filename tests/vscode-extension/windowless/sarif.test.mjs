// The SARIF that the real program writes, held against the standard's own schema: other tools must be able to read it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { run } from "../../../tools/lib/child.mjs";
import { programEnvironment } from "../../../tools/lib/dotnet.mjs";
import { program } from "../../../tools/lib/repository.mjs";
import { cart, changedCart, rethrow, selfAssignment } from "../support/cart.mjs";
import { commitAll } from "../support/git.mjs";
import { test } from "../support/rig.mjs";

const folder = mkdtempSync(join(tmpdir(), "ca-"));
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** @returns {Promise<{ code: number, sarif: any }>} of a review of `Cart.cs`, which was committed and then written anew */
async function reviewed(name, text) {
  const repository = join(folder, name);
  const report = join(folder, `${name}.sarif`);
  mkdirSync(repository);
  writeFileSync(join(repository, "Cart.cs"), cart);
  await commitAll(repository);
  writeFileSync(join(repository, "Cart.cs"), text);
  const own = Object.fromEntries(["CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"].map((key) => [`XDG_${key}`, join(folder, key)]));
  const { code } = await run(program("codeassist"), ["review", "--format", "sarif", "--output", report], {
    limitSeconds: 120, cwd: repository, env: { ...await programEnvironment(), ...own },
  });
  return { code, sarif: JSON.parse(readFileSync(report, "utf8")) };
}

/** @returns {string[]} what the schema says against it */
function faults(sarif) {
  const require = createRequire(import.meta.url);
  const Ajv = require("ajv");
  const ajv = new Ajv({ schemaId: "auto", meta: require("ajv/lib/refs/json-schema-draft-04.json"), allErrors: true });
  const isValid = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  return isValid(sarif) ? [] : isValid.errors.map(({ dataPath, message }) => `${dataPath} ${message}`);
}

test("a report with findings and a fix is valid SARIF", async () => {
  const { code, sarif } = await reviewed("faulty", changedCart(selfAssignment, rethrow));

  assert.deepEqual(faults(sarif), []);
  assert.equal(code, 1);
  assert.deepEqual(sarif.runs[0].results.map(({ ruleId }) => ruleId).sort(), ["rethrow-by-name", "self-assignment"]);
  assert.ok(sarif.runs[0].results.some(({ fixes }) => fixes?.length === 1));
});

test("a report without findings is valid SARIF", async () => {
  const { code, sarif } = await reviewed("clean", changedCart("        count += 1;\n"));

  assert.deepEqual(faults(sarif), []);
  assert.equal(code, 0);
  assert.deepEqual(sarif.runs[0].results, []);
});

test("the schema would find a fault", async () => {
  const { sarif } = await reviewed("spoilt", changedCart(selfAssignment));
  sarif.runs[0].results[0].level = "grave";

  assert.equal(faults(sarif).length, 1);
});
