// node-llama-cpp, the peer that benchmarks compare with.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run as runChild } from "../lib/child.mjs";
import { Failure } from "../lib/failure.mjs";
import { root } from "../lib/repository.mjs";

export const peerFolder = join(root, "tools", "bench", "peer");

// The peer is a development tool with many dependencies: it is fetched when a benchmark wants it and never shipped.
export async function installPeer() {
  if (existsSync(join(peerFolder, "node_modules", "node-llama-cpp"))) {
    return;
  }

  console.log("Installing node-llama-cpp for comparison …");
  const { code, output } = await runChild("npm", ["ci", "--ignore-scripts", "--omit=optional"], { limitSeconds: 600, cwd: peerFolder });
  if (code !== 0) {
    throw new Failure(`node-llama-cpp could not be installed:\n${output}`, "The first comparison needs the network.");
  }
}
