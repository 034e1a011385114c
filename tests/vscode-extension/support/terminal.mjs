// A picture of what a command of ours prints in a terminal.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../tools/lib/child.mjs";
import { programEnvironment } from "../../../tools/lib/dotnet.mjs";
import { product, root } from "../../../tools/lib/repository.mjs";

const columns = 116;
const styles = { 1: "font-weight: bold", 2: "opacity: 0.75", 3: "font-style: italic; color: #4ec985", 32: "color: #4ec985", 90: "opacity: 0.75", 92: "color: #4ec985" };

/**
 * Runs `codeassist` on a terminal and draws what it printed.
 * @param {import("playwright-core").Browser} browser
 * @param {string[]} args
 * @param {string} path of the picture
 */
export async function terminalPicture(browser, args, path) {
  const typed = args.map((arg) => (arg.includes("/") ? `\\\n    ${arg}` : arg)).join(" ");
  const lines = [`$ codeassist ${typed}`, ...await outputOf(args)];
  const page = await browser.newPage({ viewport: { width: 1040, height: 100 } });
  const body = "margin: 0; padding: 14px 18px; background: #16181d; color: #e6e8ec; font: 14px/20px 'DejaVu Sans Mono'; white-space: pre";
  await page.setContent(`<body style="${body}">${lines.map(toHtml).join("\n")}</body>`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

// `script` gives the command a terminal of its own; directories of its own keep the user's settings and files out of the picture.
async function outputOf(args) {
  const folder = mkdtempSync(join(tmpdir(), "ca-"));
  const directories = ["CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"].map((name) => [`XDG_${name}`, join(folder, name)]);
  try {
    const { output } = await run("script", ["-qec", `stty cols ${columns}; exec '${join(product, "codeassist")}' ${args.join(" ")}`, "/dev/null"], {
      limitSeconds: 120,
      env: { ...await programEnvironment(), ...Object.fromEntries(directories), TERM: "xterm-256color", NO_COLOR: undefined },
      cwd: root,
    });
    const printed = output.split("\n").map((line) => (line.split("\r").filter(Boolean).at(-1) ?? "").replace(`${root.replace(/\/$/, "")}/`, ""));
    // Before the first answer there is only progress, which a terminal has painted over by then.
    return printed.slice(printed.findIndex((line) => /\.cs:\d+:\d+/.test(line)));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

// Colours and weights become styles; whatever moves the cursor is left out.
function toHtml(line) {
  const text = line.replace(/[&<>]/g, (character) => `&#${character.codePointAt(0)};`);
  const parts = text.split(/\u001b\[([\d;]*)m/);
  return parts.map((part, index) => (index % 2 === 0 ? styled(part.replace(/\u001b\[[\d;?]*[A-Za-z]/g, ""), parts[index - 1]) : "")).join("");
}

function styled(text, codes = "") {
  const style = codes.split(";").map((code) => styles[code]).filter(Boolean).join("; ");
  return style ? `<span style="${style}">${text}</span>` : text;
}
