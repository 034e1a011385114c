// Counts what the test runners report, line by line, while they run: xunit's JSON messages, and Node's through the
// reporter beside this file, which speaks the same few fields.

/**
 * @typedef {object} Tally
 * @property {string} name
 * @property {number} passed
 * @property {{ name: string, text: string, file?: string }[]} failures with the file where the runner names it
 * @property {{ name: string, reason: string }[]} skips
 * @property {{ name: string, text: string }[]} unsteady failures that did not come again
 * @property {boolean} finished whether the runner said that it is through
 */

/** @param {string} name @returns {Tally} */
export const newTally = (name) => ({ name, passed: 0, failures: [], skips: [], unsteady: [], finished: false });

/** Reads one run. The runner names a test when it starts and by its id alone when it ends. */
export class TallyReader {
  #names = new Map();

  /** @param {Tally} tally */
  constructor(tally) {
    this.tally = tally;
  }

  /** The tests that have started and not ended. */
  get underWay() {
    return [...this.#names.values()];
  }

  /**
   * @param {string} line
   * @returns {{ name: string, text: string } | null} the failure that this line reports
   */
  read(line) {
    const message = parse(line);
    switch (message?.$type) {
      case "test-starting":
        this.#names.set(message.TestUniqueID, message.TestDisplayName);
        return null;
      case "test-passed":
        this.tally.passed += 1;
        return null;
      case "test-skipped":
        this.tally.skips.push({ name: this.#nameOf(message), reason: message.Reason });
        return null;
      case "test-finished":
        this.#names.delete(message.TestUniqueID);
        return null;
      case "test-failed":
        return this.#fail(this.#nameOf(message), message);
      case "error-message":
      case "test-cleanup-failure":
      case "test-case-cleanup-failure":
      case "test-method-cleanup-failure":
      case "test-class-cleanup-failure":
      case "test-collection-cleanup-failure":
      case "test-assembly-cleanup-failure":
        return this.#fail(`${this.#nameOf(message)} (${message.$type})`, message);
      case "test-assembly-finished":
        this.tally.finished = true;
        return null;
      default:
        return null;
    }
  }

  #nameOf(message) {
    return this.#names.get(message.TestUniqueID) ?? this.tally.name;
  }

  #fail(name, { Messages: messages = [], StackTraces: traces = [], Output: output = "", File: file }) {
    const text = [messages[0], ownFrames(traces[0]), output.trimEnd()].filter(Boolean).join("\n");
    const failure = { name, text, ...(file && { file }) };
    this.tally.failures.push(failure);
    return failure;
  }
}

/**
 * Why a run that seems to have passed proves nothing, or null.
 * @param {Tally} tally
 * @param {number} exitCode of the runner
 */
export function problemOf(tally, exitCode) {
  if (!tally.finished) {
    return `ended early (exit code ${exitCode}): the test process crashed`;
  }

  if (tally.passed + tally.failures.length + tally.skips.length === 0) {
    return "contains no test";
  }

  return exitCode !== 0 && tally.failures.length === 0 ? `exit code ${exitCode} without a failed test` : null;
}

/** What a second run of the failed tests says of the first. Only a few are tried again: many have one cause, and it is no race. */
export const steady = {
  most: 3,

  /** @param {Tally} tally @returns {string[] | null} the methods to run again, or null when that would tell nothing */
  methodsOf({ failures }) {
    const isTest = ({ name }) => !/ \([a-z-]+\)$/.test(name);
    return failures.length > 0 && failures.length <= this.most && failures.every(isTest)
      ? [...new Set(failures.map(({ name }) => name.replace(/\(.*$/s, "")))]
      : null;
  },

  /** @param {Tally} first @param {Tally} second of what had failed, or of everything @returns {Tally} */
  together(first, second) {
    const again = new Set(second.failures.map(({ name }) => name));
    const unsteady = second.passed > 0 ? first.failures.filter(({ name }) => !again.has(name)) : [];
    return { ...first, passed: first.passed + unsteady.length, failures: first.failures.filter((failure) => !unsteady.includes(failure)), unsteady };
  },
};

/** @param {Tally[]} tallies @param {number} problems runs that prove nothing; each counts as one failure */
export function summaryOf(tallies, problems) {
  const sum = (count) => tallies.reduce((total, tally) => total + count(tally), 0);
  const passed = sum((tally) => tally.passed);
  const failed = sum((tally) => tally.failures.length) + problems;
  const skipped = sum((tally) => tally.skips.length);
  return { passed, failed, skipped, succeeded: failed === 0 && passed > 0, line: `${passed} passed, ${failed} failed, ${skipped} skipped` };
}

/** @param {Tally[]} tallies @returns {string[]} each reason once, with the number of tests and one of their names */
export function skipReasons(tallies) {
  const groups = new Map();
  for (const skip of tallies.flatMap((tally) => tally.skips)) {
    groups.set(skip.reason, [...(groups.get(skip.reason) ?? []), skip]);
  }

  return [...groups].map(([reason, skips]) => `${skips.length} × ${reason} (${skips[0].name}${skips.length > 1 ? ", …" : ""})`);
}

// The frames of the assertion library and of reflection tell a reader nothing.
function ownFrames(trace) {
  return trace?.split("\n").filter((line) => !/^\s+at (Xunit|System)\./.test(line)).slice(0, 6).join("\n");
}

function parse(line) {
  if (!line.startsWith("{\"$type\"")) {
    return null;
  }

  try {
    return JSON.parse(line);
  } catch {
    // Output of a crashing process can cut a message in half; the missing end is noticed by `finished`.
    return null;
  }
}
