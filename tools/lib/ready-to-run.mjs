// Precompiles the product's assemblies, so that it starts in half the time. What does not succeed here is only slower.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { dotnet, errorsIn } from "./dotnet.mjs";

// Large, and used by egress alone, for which nobody waits at a key press: precompiling them would take longer than all the rest.
const leftAsTheyAre = new Set(["Anthropic.dll", "OpenAI.dll"]);

/** Of one assembly; the largest takes half a minute on two idle cores. */
const limitSeconds = 600;

/**
 * @param {string} source folder with the published assemblies
 * @param {string} target gets the precompiled ones; emptied first
 * @returns {Promise<string | null>} why there is nothing in the target, or null when it holds every assembly that is to be precompiled
 */
export async function precompile(source, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });

  const query = ["-restore", "-t:Locate", "-getProperty:CrossgenFolder", "-getProperty:FrameworkFolder"];
  const { code, output } = await dotnet(["msbuild", "tools/ready-to-run.proj", ...query]);
  if (code !== 0) {
    return /\bNU1\d+\b/.test(output) ? "the precompiler is not in the package sources" : errorsIn(output)[0];
  }

  const { CrossgenFolder, FrameworkFolder } = JSON.parse(output.slice(output.indexOf("{"))).Properties;
  const compiler = join(CrossgenFolder, process.platform === "win32" ? "crossgen2.exe" : "crossgen2");
  if (!existsSync(compiler) || !existsSync(FrameworkFolder)) {
    return `the precompiler or its references are not in ${CrossgenFolder} and ${FrameworkFolder}`;
  }

  for (const name of readdirSync(source).filter((file) => file.endsWith(".dll") && !leftAsTheyAre.has(file))) {
    const references = ["-r", join(FrameworkFolder, "*.dll"), "-r", join(source, "*.dll")];
    const result = await run(compiler, [join(source, name), "-o", join(target, name), ...references, "-O"], { limitSeconds });
    if (result.code !== 0) {
      return `${name}: ${result.output.split("\n")[0]}`;
    }
  }

  return null;
}
