// llama.cpp's vocabulary files and chat templates: headers of real models, without their weights. They travel in node-llama-cpp, in a
// bundle of llama.cpp's sources, which is too large for every checkout and fetched for long tests only.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { installPeer, peerFolder } from "../bench/peer.mjs";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./repository.mjs";

const target = join(root, "artifacts", "vocabularies");

export async function installVocabularies() {
  if (existsSync(join(target, "ggml-vocab-qwen2.gguf"))) {
    return;
  }

  await installPeer();
  const bundle = join(peerFolder, "node_modules", "node-llama-cpp", "llama", "gitRelease.bundle");
  const sources = `${target}.sources`;
  rmSync(sources, { recursive: true, force: true });
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  await git(["clone", "--quiet", "--no-checkout", bundle, sources]);
  await git(["-C", sources, "checkout", "HEAD", "--", "models"]);
  renameSync(join(sources, "models"), target);
  rmSync(sources, { recursive: true, force: true });
}

async function git(args) {
  const { code, output } = await run("git", args, { limitSeconds: 300 });
  if (code !== 0) {
    throw new Failure(`llama.cpp's vocabulary files could not be unpacked:\n${output}`, "This needs Git.");
  }
}
