// One user with VS Code, for one test file: directories of their own, the extension installed, a workspace, and the real server behind it.
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { programEnvironment } from "../../../tools/lib/dotnet.mjs";
import { product, root } from "../../../tools/lib/repository.mjs";
import { vscodeServer } from "../../../tools/lib/vscode-runtime.mjs";

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
export const keys = { trigger: "Control+F7", clear: "Control+F8", revert: "Control+F9", restart: "Control+F6" };
const keybindings = [
  { key: "ctrl+f6", command: "codeassist.restart" },
  { key: "ctrl+f7", command: "editor.action.inlineSuggest.trigger" },
  { key: "ctrl+f8", command: "runCommands", args: { commands: ["notifications.clearAll", "workbench.action.closePanel", "workbench.action.focusActiveEditorGroup"] } },
  { key: "ctrl+f9", command: "workbench.action.revertAndCloseActiveEditor" },
];

export class World {
  // Short, because a socket's path may have a hundred characters.
  folder = mkdtempSync(join(tmpdir(), "ca-"));
  workspace = join(this.folder, "work");
  data = join(this.folder, "data");
  port = 0;
  #child;
  #output = "";

  /**
   * @param {object} wishes
   * @param {Record<string, string>} [wishes.files] of the workspace
   * @param {Record<string, unknown>} [wishes.settings] of VS Code
   * @param {Record<string, unknown>} [wishes.userFile] settings of our own file
   * @param {boolean} [wishes.trust] whether trust is asked for; otherwise every workspace is trusted
   * @param {{ after: string, text: string }[]} [wishes.answers] a scripted model instead of the real one
   * @param {"inside" | "none"} [wishes.server] where the extension finds its server
   */
  static async start({ files = {}, settings = {}, userFile = {}, trust = false, answers, server = "inside" } = {}) {
    const world = new World();
    world.write("work", files);
    world.write("config/codeassist", { "settings.json": JSON.stringify({ "host.idleExitSeconds": 0, ...userFile }) });
    world.write("data/User", {
      "settings.json": JSON.stringify({ ...quiet, "security.workspace.trust.enabled": trust, ...settings }, null, 2),
      "keybindings.json": JSON.stringify(keybindings),
    });
    world.#install(server, answers);
    await world.#serve(trust);
    return world;
  }

  /** @returns {string} address of the page */
  get address() {
    return `http://127.0.0.1:${this.port}/?folder=${encodeURIComponent(this.workspace)}`;
  }

  /** @param {Record<string, string>} files by their names below the folder */
  write(folder, files) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.folder, folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  read(name) {
    return readFileSync(join(this.workspace, name), "utf8");
  }

  /** Replaces what the scripted model says. @param {{ after: string, text: string }[]} answers */
  script(answers) {
    this.write("product", { "answers.json": JSON.stringify(answers) });
  }

  /** @returns {number[]} the processes of this user whose command line contains all the words */
  processes(...words) {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
      const command = commandLine(id);
      return belongsTo(id, this.folder) && words.every((word) => command.includes(word));
    });
  }

  async stop() {
    if (this.#child && this.#child.exitCode === null) {
      const gone = new Promise((resolve) => this.#child.once("exit", resolve));
      this.#child.kill("SIGTERM");
      await gone;
    }

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
  #install(server, answers) {
    const target = join(this.folder, "extensions", `codeassist.codeassist-${version}`);
    mkdirSync(target, { recursive: true });
    for (const name of ["package.json", "README.md", "dist", "images", "media", "walkthrough"].filter((entry) => existsSync(join(extension, entry)))) {
      cpSync(join(extension, name), join(target, name), { recursive: true });
    }

    if (server === "inside") {
      symlinkSync(answers ? this.#scriptedProduct(answers) : product, join(target, "server"));
    }
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

  async #serve(trust) {
    const folders = ["--server-data-dir", this.data, "--user-data-dir", this.data, "--extensions-dir", join(this.folder, "extensions")];
    const args = [
      vscodeServer.main, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms",
      "--telemetry-level", "off", "--disable-telemetry", ...(trust ? [] : ["--disable-workspace-trust"]), ...folders,
    ];
    mkdirSync(this.workspace, { recursive: true });
    this.#child = spawn(vscodeServer.node, args, { env: await this.#environment(), stdio: ["ignore", "pipe", "pipe"] });
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
