// An expected failure: told in two sentences, without a stack trace.
import { stopChildren } from "./child.mjs";

export class Failure extends Error {
  /**
   * @param {string} cause what happened, to what
   * @param {string} nextStep what the reader can do about it
   */
  constructor(cause, nextStep) {
    super(cause);
    this.nextStep = nextStep;
  }
}

const endLimitMilliseconds = 10_000;
const endings = [];

/** Has something done when a signal is about to end the script. @param {() => Promise<void>} work */
export const beforeEnd = (work) => endings.push(work);

/** Runs a script to its end: Ctrl-C stops its children, a Failure is told, anything else is a bug and keeps its trace. */
export async function main(body) {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
    process.once(signal, async () => {
      stopChildren();
      const limit = new Promise((resolve) => setTimeout(resolve, endLimitMilliseconds));
      await Promise.race([Promise.allSettled(endings.map((work) => work())), limit]);
      process.exit(code);
    });
  }

  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (error instanceof Failure) {
      console.error(`\n${error.message}\n→ ${error.nextStep}`);
    } else {
      console.error(error);
    }

    process.exitCode = 1;
  } finally {
    stopChildren();
  }
}
