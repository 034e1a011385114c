// A source file of the extension that needs no editor, for tests of its rules alone: without types, as VS Code gets it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../../tools/lib/repository.mjs";

const extension = join(root, "vscode-extension");

/** @param {string} name of a file in `vscode-extension/src` that does not import `vscode` @returns {Promise<any>} what it exports */
export async function loadSource(name) {
  const { build } = createRequire(join(extension, "package.json"))("esbuild");
  const { outputFiles: [bundle] } = await build({
    entryPoints: [join(extension, "src", name)], bundle: true, write: false, platform: "node", target: "node20", format: "esm",
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString("base64")}`);
}
