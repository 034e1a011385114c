// What a test file of this folder stands on: one world, one window in it, emptied before each test, and a picture of what failed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test as nodeTest } from "node:test";

/** Why nothing of this can run here, as the suite's starter found; the tests are then skipped, each with this reason. */
const missing = process.env.VSCODE_RIG_MISSING || false;

/** As Node's own, and skipped where the rig is missing. @param {string} name @param {() => Promise<void>} body */
export const test = (name, body) => nodeTest(name, { skip: missing }, body);

/**
 * A window that is open while the tests of this file run.
 * @param {Parameters<typeof import("./world.mjs").World.start>[0] | (() => Promise<Parameters<typeof import("./world.mjs").World.start>[0]>)} wishes
 * @param {{ emptied?: boolean }} [options] whether the window is emptied before each test, its messages included
 * @returns {{ world: import("./world.mjs").World, window: import("./workbench.mjs").Workbench, browser: import("playwright-core").Browser }} filled before the first test
 */
export function openWindow(wishes, { emptied = true } = {}) {
  const rig = {};
  if (missing) {
    return rig;
  }

  before(async () => {
    // Loaded only here: its packages are not installed where the rig is missing.
    const { World } = await import("./world.mjs");
    const { startBrowser, Workbench } = await import("./workbench.mjs");
    rig.world = await World.start(typeof wishes === "function" ? await wishes() : wishes);
    rig.browser = await startBrowser();
    rig.window = await Workbench.open(rig.browser, rig.world.address);
  });

  after(async () => {
    await rig.browser?.close();
    await rig.world?.stop();
  });

  beforeEach(() => (emptied ? rig.window.reset() : undefined));

  afterEach(async (context) => {
    // Node tells a hook of neither success nor failure before version 21: the picture of every test is kept, and the log with it.
    const name = context.name.replace(/\W+/g, "-");
    const { pictures } = await import("./workbench.mjs");
    await rig.window.picture(`end-of-${name}`);
    writeFileSync(join(pictures, `end-of-${name}.log`), rig.world.lastWords());
  });

  return rig;
}
