// npm run check: everything the pipeline does.
import { fileURLToPath } from "node:url";
import { dotnetOrFail } from "./lib/dotnet.mjs";
import { main } from "./lib/failure.mjs";
import { step } from "./lib/progress.mjs";
import { buildProduct, buildTests } from "./build.mjs";
import { checkExtension } from "./extension.mjs";
import { setup } from "./setup.mjs";
import { test } from "./test.mjs";

async function check() {
  await setup();
  await buildProduct();
  await buildTests();
  const format = ["format", "CodeAssist.sln", "--no-restore", "--verify-no-changes", "--severity", "warn"];
  await step("Checking the format", () => dotnetOrFail(format, { what: "The format check" }));
  await checkExtension();
  return await test() ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(check);
}
