// How many single faults a review finds in code that neither the model nor its thresholds have seen, and how often it is wrong.
import { runOnHeldOut } from "./held-out.mjs";

/** @param {string[]} args those of `runOnHeldOut`, and `--faults 320` for the most faults, five of one file */
export const run = (args) => runOnHeldOut("review", args, { name: "--faults", usual: "320" });
