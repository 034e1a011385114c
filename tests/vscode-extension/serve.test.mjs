// `npm run vscode` where there is no VS Code: an address to open, and nothing left of it afterwards.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { root } from "../../tools/lib/repository.mjs";
import { test } from "./support/rig.mjs";

const script = "import { main } from './tools/lib/failure.mjs'; import { serveInBrowser } from './tools/vscode.mjs'; await main(serveInBrowser);";

test("VS Code is served at the address that is printed, and Ctrl-C ends all of it", async (context) => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => child.kill("SIGKILL"));
  const exited = once(child, "exit");
  let address;
  for await (const line of createInterface({ input: child.stdout })) {
    address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
    if (address) {
      break;
    }
  }

  const page = await fetch(address);
  const server = childrenOf(child.pid);
  const folder = /--server-data-dir\0([^\0]+)\/data\0/.exec(readFileSync(`/proc/${server[0]}/cmdline`, "utf8"))[1];
  child.kill("SIGINT");
  const [code] = await exited;

  assert.equal(page.status, 200);
  assert.match(await page.text(), /workbench/);
  assert.equal(code, 130);
  assert.equal(server.length, 1);
  assert.ok(!existsSync(`/proc/${server[0]}`));
  assert.ok(!existsSync(folder));
});

function childrenOf(id) {
  return readdirSync(`/proc/${id}/task`).flatMap((task) => readFileSync(`/proc/${id}/task/${task}/children`, "utf8").trim().split(" ")).filter(Boolean);
}
