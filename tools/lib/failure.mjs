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

/** Runs a script to its end: Ctrl-C stops its children, a Failure is told, anything else is a bug and keeps its trace. */
export async function main(body) {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
    process.on(signal, () => {
      stopChildren();
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
