// A browser for the tests of the editor extension: Debian's Chromium, driven from outside.
import { existsSync } from "node:fs";
import { aptInstall, mayInstall } from "./apt.mjs";
import { step } from "./progress.mjs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
const packages = ["chromium", "fonts-dejavu-core"];

/** @returns {string | undefined} the path of a browser that speaks Chrome's protocol */
export const findChromium = () => [process.env.CHROMIUM, ...places].find((place) => place && existsSync(place));

/** Installs it where that needs nobody's permission. @returns {Promise<string | null>} what is missing, as the end of a sentence */
export async function installChromium() {
  if (findChromium()) {
    return null;
  }

  if (mayInstall() && await step("Installing Chromium for the tests, once", install)) {
    return null;
  }

  return `there is no Chromium (apt-get install ${packages.join(" ")}, or name one in the variable CHROMIUM)`;
}

async function install() {
  await aptInstall(packages);
  return findChromium() !== undefined;
}
