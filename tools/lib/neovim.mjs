// Neovim, with which the tests run our documentation's configuration for editors that have no extension of ours.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall, mayInstall } from "./apt.mjs";
import { say, step } from "./progress.mjs";

/** Installs it where that needs nobody's permission; otherwise says which tests that skips. */
export async function installNeovim() {
  if (process.platform !== "linux" || isNeovimHere()) {
    return;
  }

  const install = async () => {
    await aptInstall(["neovim"]);
    return isNeovimHere();
  };
  if (mayInstall() && await step("Installing Neovim for the tests, once", install)) {
    return;
  }

  say("  No Neovim here: the tests that run it will be skipped.");
  say("  To run them too: apt-get install neovim (or your system's package).");
}

const isNeovimHere = () => (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "nvim")));
