// Child processes with a time limit. Each leads a group of its own, so that stopping it also stops what it started.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { Failure } from "./failure.mjs";
import { root } from "./repository.mjs";

const running = new Set();
const onWindows = process.platform === "win32";

/**
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {number} options.limitSeconds the child and all it started are killed after this long
 * @param {Record<string, string | undefined>} [options.env] added to ours; undefined takes one away
 * @param {(line: string) => void} [options.onLine] sees each line of stdout and stderr as it comes
 * @param {boolean} [options.inherit] the child writes to our terminal itself; nothing is captured
 * @param {string} [options.cwd]
 * @param {boolean} [options.shell] for batch files on Windows; the arguments are then the shell's to read
 * @returns {Promise<{ code: number, output: string }>} also where the code is not 0: the caller knows what that means
 */
export async function run(command, args, { limitSeconds, env = {}, onLine, inherit = false, cwd = root, shell = false }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"],
    detached: !onWindows,
    windowsHide: true,
    shell,
  });
  running.add(child);

  const lines = [];
  const readers = inherit
    ? []
    : [child.stdout, child.stderr].map((stream) => createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine?.(line);
    }));
  const drained = Promise.all(readers.map((reader) => new Promise((resolve) => reader.once("close", resolve))));

  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    stop(child);
  }, limitSeconds * 1000);

  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (status) => resolve(status ?? 1));
    });

    // Compiler servers outlive the command that started them and hold its pipes open.
    stop(child);
    await drained;
    if (timedOut) {
      throw new Failure(
        `'${command} ${args.join(" ")}' did not end within ${limitSeconds} s and was stopped.`,
        `Last words: ${lines.slice(-3).join(" / ") || "none"}. Run it again by itself to see where it hangs.`);
    }

    return { code, output: lines.join("\n") };
  } catch (error) {
    if (error.code === "ENOENT") {
      throw new Failure(`The program '${command}' was not found.`, `Install it, or add its folder to PATH.`);
    }

    throw error;
  } finally {
    clearTimeout(limit);
    running.delete(child);
  }
}

/** Kills every child still running, with all that it started. */
export function stopChildren() {
  for (const child of running) {
    stop(child);
  }
}

function stop(child) {
  if (child.pid === undefined) {
    return;
  }

  if (onWindows) {
    if (child.exitCode === null) {
      spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { windowsHide: true });
    }

    return;
  }

  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // ESRCH: the whole group has ended by itself. macOS says EPERM when only a zombie is left in it.
    if (error.code !== "ESRCH" && error.code !== "EPERM") {
      throw error;
    }
  }
}
