// One user with VS Code, for one test file: directories of their own, the extension installed, a workspace, and the real server behind it.
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../../tools/lib/child.mjs";
import { programEnvironment } from "../../../tools/lib/dotnet.mjs";
import { product, root } from "../../../tools/lib/repository.mjs";
import { vscodeServer } from "../../../tools/lib/vscode-runtime.mjs";
import { commitAll } from "./git.mjs";

const startLimitMilliseconds = 60_000;
const extension = join(root, "vscode-extension");
const { version } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));

// A quiet workbench that does the same thing every time.
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.reduceMotion": "on",
  "window.commandCenter": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "files.hotExit": "off",
  "editor.inlineSuggest.enabled": true,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.wordBasedSuggestions": "off",
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.minimap.enabled": false,
  "editor.fontFamily": "DejaVu Sans Mono",
  "git.enabled": false,
  "github.gitAuthentication": false,
};

// Commands that have no key of their own and that the driver needs.
export const keys = { trigger: "Control+F7", clear: "Control+F8", revert: "Control+F9", restart: "Control+F6", messages: "Control+F4", next: "Control+F3", previous: "Control+F2", line: "Control+F10", sideBar: "Control+B" };
const keybindings = [
  { key: "ctrl+f2", command: "editor.action.inlineSuggest.showPrevious" },
  { key: "ctrl+f3", command: "editor.action.inlineSuggest.showNext" },
  { key: "ctrl+f4", command: "notifications.showList" },
  { key: "ctrl+f6", command: "codeassist.restart" },
  { key: "ctrl+f7", command: "editor.action.inlineSuggest.trigger" },
  { key: "ctrl+f8", command: "runCommands", args: { commands: ["notifications.clearAll", "workbench.action.closePanel", "workbench.action.focusActiveEditorGroup"] } },
  { key: "ctrl+f9", command: "workbench.action.revertAndCloseActiveEditor" },
  { key: "ctrl+f10", command: "editor.action.inlineSuggest.acceptNextLine" },
];

export class World {
  // Short, because a socket's path may have a hundred characters.
  folder = mkdtempSync(join(tmpdir(), "ca-"));
  workspace = join(this.folder, "work");
  /** Fulfilled when VS Code's server is gone, whatever ended it. */
  ended;
  data = join(this.folder, "data");
  port = 0;
  #child;
  #output = "";

  /**
   * @param {object} wishes
   * @param {Record<string, string> | ((workspace: string) => Record<string, string>)} [wishes.files] of the workspace
   * @param {boolean | string[]} [wishes.repository] whether those files are the one commit of a repository; or folders of the workspace that are each
   * @param {string} [wishes.workspace] a folder that is there already, instead of one with those files
   * @param {Record<string, unknown>} [wishes.settings] of VS Code
   * @param {Record<string, unknown>} [wishes.userFile] settings of our own file
   * @param {Record<string, string>} [wishes.userFiles] more files of the user, beside that one
   * @param {boolean} [wishes.trust] whether trust is asked for; otherwise every workspace is trusted
   * @param {{ after: string, text: string }[]} [wishes.answers] a scripted model instead of the real one
   * @param {string} [wishes.vsix] a package to install as users do, instead of what was built
   * @param {boolean} [wishes.languages] whether VS Code has its language server for TypeScript
   * @param {Record<string, object>} [wishes.others] further extensions that do nothing, by their ids: their manifests
   */
  static async start({ files = {}, repository = false, workspace, settings = {}, userFile = {}, userFiles = {}, trust = false, answers, vsix, languages = false, others = {} } = {}) {
    const world = new World();
    world.workspace = workspace ?? world.workspace;
    world.write("work", typeof files === "function" ? files(world.workspace) : files);
    for (const below of Array.isArray(repository) ? repository : repository ? ["."] : []) {
      await commitAll(join(world.workspace, below));
    }

    world.write("config/codeassist", { "settings.json": JSON.stringify({ "host.idleExitSeconds": 0, ...userFile }), ...userFiles });
    world.write("data/User", {
      "settings.json": JSON.stringify({ ...quiet, "security.workspace.trust.enabled": trust, ...settings }, null, 2),
      "keybindings.json": JSON.stringify(keybindings),
    });
    world.write("data/Machine", { "settings.json": "{}\n" });
    await (vsix ? world.#installPackage(vsix) : world.#install(answers));
    Object.entries(others).forEach(([id, manifest]) => world.#installIdle(id, manifest));
    await world.#serve(trust, languages);
    return world;
  }

  /** @returns {string} address of the page; of one with several folders, where the workspace's files name them */
  get address() {
    const several = join(this.workspace, "all.code-workspace");
    const [what, path] = existsSync(several) ? ["workspace", several] : ["folder", this.workspace];
    return `http://127.0.0.1:${this.port}/?${what}=${encodeURIComponent(path)}`;
  }

  /** @param {Record<string, string>} files by their names below the folder; scripts can be executed */
  write(folder, files) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.folder, folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: name.endsWith(".sh") ? 0o755 : 0o644 });
    }
  }

  read(name) {
    return readFileSync(join(this.workspace, name), "utf8");
  }

  /** @param {string} name below the folder of all that belongs to this world */
  has(name) {
    return existsSync(join(this.folder, name));
  }

  /**
   * Replaces the user's settings of machine scope, in VS Code: a window whose extensions run elsewhere reads them from there.
   * @param {Record<string, unknown>} settings
   */
  set(settings) {
    this.write("data/Machine", { "settings.json": JSON.stringify(settings, null, 2) });
  }

  /** Replaces what the scripted model says. @param {{ after: string, text: string }[]} answers */
  script(answers) {
    this.write("product", { "answers.json": JSON.stringify(answers) });
  }

  /** Whether a load by the scripted model's host goes on for ever, from the next one on. @param {boolean} isHeld */
  holdLoads(isHeld) {
    const mark = join(this.folder, "product", "hold-loads");
    if (isHeld) {
      writeFileSync(mark, "");
    } else {
      rmSync(mark, { force: true });
    }
  }

  /** @returns {number[]} the processes of this user whose command line contains all the words */
  processes(...words) {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
      const command = commandLine(id);
      return belongsTo(id, this.folder) && words.every((word) => command.includes(word));
    });
  }

  async stop() {
    this.#child?.kill("SIGTERM");
    await this.ended;

    for (const id of this.processes()) {
      try {
        process.kill(id, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") {
          throw error;
        }
      }
    }

    if (!process.env.KEEP_WORLD) {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }

  /** @returns {string} what VS Code's server, its extension host and our log say, for a failed test */
  lastWords() {
    const own = [join(this.folder, "state", "codeassist", "log", "codeassist.log")].filter((path) => existsSync(path));
    const logs = [...this.#logs(/CodeAssist\.log$|remoteexthost\.log$/), ...own];
    return [this.#output, ...logs.map((path) => `--- ${path}\n${readFileSync(path, "utf8").slice(-8000)}`)].join("\n");
  }

  /** @returns {string} all that is in the extension's output channel */
  log() {
    return this.#logs(/CodeAssist\.log$/).map((path) => readFileSync(path, "utf8")).join("");
  }

  #logs(pattern) {
    const folder = join(this.data, "logs");
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
    return names.filter((name) => pattern.test(name)).map((name) => join(folder, name));
  }

  // As it lies in a VSIX: the bundle, and the server beside it.
  #install(answers) {
    const target = join(this.folder, "extensions", `codeassist.codeassist-${version}`);
    mkdirSync(target, { recursive: true });
    for (const name of ["package.json", "README.md", "dist", "images", "media", "walkthrough"].filter((entry) => existsSync(join(extension, entry)))) {
      cpSync(join(extension, name), join(target, name), { recursive: true });
    }

    symlinkSync(answers ? this.#scriptedProduct(answers) : product, join(target, "server"));
  }

  async #installPackage(vsix) {
    const folders = ["--server-data-dir", this.data, "--extensions-dir", join(this.folder, "extensions")];
    const { code, output } = await run(vscodeServer.node, [vscodeServer.main, ...folders, "--install-extension", vsix], { limitSeconds: 120, env: await this.#environment() });
    if (code !== 0) {
      throw new Error(`VS Code did not install ${vsix}:\n${output}`);
    }
  }

  #installIdle(id, manifest) {
    const [publisher, name] = id.split(".");
    const main = "module.exports = { activate() {}, deactivate() {} };\n";
    const whole = { publisher, name, version: "1.0.0", engines: { vscode: "^1.91.0" }, main: "./main.js", activationEvents: ["onStartupFinished"], ...manifest };
    this.write(`extensions/${id}-1.0.0`, { "package.json": JSON.stringify(whole), "main.js": main });
  }

  // The product with another model host in its place.
  #scriptedProduct(answers) {
    const copy = join(this.folder, "product");
    mkdirSync(copy);
    for (const name of readdirSync(product)) {
      if (["llama", "models"].includes(name)) {
        symlinkSync(join(product, name), join(copy, name));
      } else {
        copyFileSync(join(product, name), join(copy, name));
      }
    }

    const host = join(copy, "codeassist-host");
    writeFileSync(host, `#!/bin/sh\nexec '${process.execPath}' '${fileURLToPath(new URL("scripted-host.mjs", import.meta.url))}' "$@"\n`);
    chmodSync(host, 0o755);
    this.script(answers);
    return copy;
  }

  async #serve(trust, languages) {
    const folders = ["--server-data-dir", this.data, "--user-data-dir", this.data, "--extensions-dir", join(this.folder, "extensions")];
    const args = [
      vscodeServer.main, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms",
      "--telemetry-level", "off", "--disable-telemetry", ...(trust ? [] : ["--disable-workspace-trust"]), ...(languages ? ["--builtin-extensions-dir", vscodeServer.withLanguages] : []), ...folders,
    ];
    mkdirSync(this.workspace, { recursive: true });
    this.#child = spawn(vscodeServer.node, args, { env: await this.#environment(), stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.port = await new Promise((resolve, reject) => {
      const listen = (bytes) => {
        this.#output += bytes;
        const port = /agent listening on (\d+)/.exec(this.#output)?.[1];
        if (port) {
          resolve(Number(port));
        }
      };
      this.#child.stdout.on("data", listen);
      this.#child.stderr.on("data", listen);
      this.#child.once("exit", (code) => reject(new Error(`VS Code's server ended with ${code}:\n${this.#output}`)));
      setTimeout(() => reject(new Error(`VS Code's server did not start:\n${this.#output}`)), startLimitMilliseconds).unref();
    });
  }

  async #environment() {
    const own = Object.fromEntries(["config", "data", "state", "cache"].map((name) => [`XDG_${name.toUpperCase()}_HOME`, this.#folder(name)]));
    return {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      TZ: "UTC",
      HOME: this.#folder("home"),
      TMPDIR: this.#folder("tmp"),
      XDG_RUNTIME_DIR: this.#folder("run"),
      // No gallery: nothing asks for another machine.
      EXTENSIONS_GALLERY: "{\"serviceUrl\":\"\"}",
      DOTNET_ROOT: process.env.DOTNET_ROOT ?? (await programEnvironment()).DOTNET_ROOT,
      ...own,
    };
  }

  #folder(name) {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }
}

const commandLine = (id) => readProcess(id, "cmdline").replaceAll("\0", " ");

const belongsTo = (id, folder) => id !== process.pid && (readProcess(id, "environ").includes(folder) || commandLine(id).includes(folder));

function readProcess(id, name) {
  try {
    return readFileSync(`/proc/${id}/${name}`, "utf8");
  } catch {
    // Gone meanwhile, or not ours.
    return "";
  }
}
