// npm run bench -- NAME: runs one benchmark of tools/bench/ on the built product. Its last line is one JSON object.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildProduct } from "./build.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { root } from "./lib/repository.mjs";
import { setup } from "./setup.mjs";

const folder = join(root, "tools", "bench");
const ending = ".bench.mjs";

async function bench(name, args) {
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length)) : [];
  if (!names.includes(name)) {
    throw new Failure(
      name ? `There is no benchmark '${name}'.` : "Which benchmark?",
      `npm run bench -- NAME, where NAME is ${names.join(" or ") || "a file of tools/bench, which is empty"}.`);
  }

  await setup();
  await buildProduct();
  const { run } = await import(pathToFileURL(join(folder, name + ending)));
  console.log(JSON.stringify(await run(args)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, ...args] = process.argv.slice(2);
  await main(() => bench(name, args));
}
