// How good completions are where pieces of files were taken out, in code that neither the model nor the weights have seen.
import { runOnHeldOut } from "./held-out.mjs";

/** @param {string[]} args those of `runOnHeldOut`, and `--holes 6` for the most holes of one file */
export const run = (args) => runOnHeldOut("quality", args, { name: "--holes", usual: "6" });
