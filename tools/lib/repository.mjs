// Where things lie in this repository.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const artifacts = join(root, "artifacts");
/** The product as it is run: its programs, `llama/` and `models/`. */
export const product = join(artifacts, "app");
export const testResults = join(artifacts, "test-results");

/** @param {string} name without ending, as `codeassist` */
export const program = (name) => join(product, process.platform === "win32" ? `${name}.exe` : name);
