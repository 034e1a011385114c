// What the tests of the editor extension need besides the product: the real VS Code, a browser, and a driver for it.
import { installChromium } from "./chromium.mjs";
import { Failure } from "./failure.mjs";
import { installLocked } from "./locked-packages.mjs";
import { say } from "./progress.mjs";
import { installVSCode, vscodeRefusal } from "./vscode-runtime.mjs";

/** Installs what can be installed. @returns {Promise<string | null>} what is missing, as the end of a sentence */
export async function installRig() {
  const missing = await tryInstall();
  if (missing) {
    say(`  The tests in the real VS Code will be skipped: ${missing}.`);
  }

  return missing;
}

async function tryInstall() {
  const refusal = vscodeRefusal() ?? await installChromium();
  if (refusal) {
    return refusal;
  }

  try {
    await installLocked("tests/vscode-extension", "the driver of the browser");
    await installVSCode();
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }

    return `${error.message.split("\n")[0]} ${error.nextStep}`;
  }
}
