// npm run vscode: the extension in your VS Code, or, where there is none, VS Code with the extension for your browser.
// `npm run vscode -- --browser` takes the browser in any case.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { World } from "../tests/vscode-extension/support/world.mjs";
import { buildProduct } from "./build.mjs";
import { buildExtension } from "./extension.mjs";
import { run } from "./lib/child.mjs";
import { beforeEnd, Failure, main } from "./lib/failure.mjs";
import { packagePlatforms } from "./lib/package-platforms.mjs";
import { say, step } from "./lib/progress.mjs";
import { root } from "./lib/repository.mjs";
import { installVSCode, vscodeRefusal } from "./lib/vscode-runtime.mjs";
import { packageFiles, packageProduct } from "./package.mjs";
import { setup } from "./setup.mjs";

// A shell script on Linux and macOS, a batch file on Windows, which is found and run by a shell alone.
const shell = process.platform === "win32";

async function vscode(wantsBrowser) {
  await setup();
  if (!wantsBrowser && hasCode()) {
    await installIntoCode();
    return;
  }

  const refusal = vscodeRefusal();
  if (refusal) {
    throw new Failure(`There is no 'code' on the PATH, and ${refusal}.`, "In VS Code, run the command 'Shell Command: Install 'code' command in PATH', then this again.");
  }

  await buildProduct();
  await buildExtension();
  await installVSCode();
  await serveInBrowser();
}

const hasCode = () => spawnSync("code", ["--version"], { shell, timeout: 30_000 }).status === 0;

async function installIntoCode() {
  const platform = packagePlatforms.find(({ system, architecture }) => system === process.platform && architecture === process.arch);
  if (!platform) {
    throw new Failure(`No package can be made for ${process.platform}-${process.arch}.`, "docs/packaging.md says which platforms there are.");
  }

  await packageProduct([platform]);
  const { vsix } = packageFiles(platform);
  await step("Installing the extension into VS Code", async () => {
    const { code, output } = await run("code", ["--install-extension", shell ? `"${vsix}"` : vsix, "--force"], { limitSeconds: 120, shell });
    if (code !== 0) {
      throw new Failure(`VS Code did not take ${vsix}:\n${output}`, "Install it by hand: the command 'Extensions: Install from VSIX…'.");
    }
  });
  say("Open a folder with code and type; CodeAssist is in the status bar. Windows that are open need 'Developer: Reload Window' first.");
}

/** Serves VS Code with the extension, on this repository, until the process is told to end; what it needs is there already. */
export async function serveInBrowser() {
  const world = await World.start({ workspace: root });
  beforeEnd(() => world.stop());
  say(`\nVS Code with CodeAssist, on this repository: ${world.address}`);
  say("It belongs to you alone, with settings of its own, and is gone when you end it: Ctrl-C.");
  await world.ended;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => vscode(process.argv.includes("--browser")));
}
