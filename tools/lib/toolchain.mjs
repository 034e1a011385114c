// The tools a checkout needs: Node to run these scripts, the .NET SDK that global.json names.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./repository.mjs";

const oldestNode = 20;

export async function checkToolchain() {
  const problem = nodeProblem(process.versions.node) ?? sdkProblem(await listSdks(), wantedSdk());
  if (problem) {
    throw problem;
  }
}

/** @param {string} version as `20.20.2` */
export function nodeProblem(version) {
  return Number.parseInt(version, 10) >= oldestNode
    ? null
    : new Failure(`Node ${version} is too old: CodeAssist needs ${oldestNode} or newer.`, "Install a current Node, then run the command again.");
}

/**
 * @param {string[] | null} installed versions, or null where there is no dotnet
 * @param {string} wanted the version in global.json; a later patch of the same feature band serves too
 */
export function sdkProblem(installed, wanted) {
  const nextStep = `Install the .NET SDK ${wanted} (or a later patch of it), then run the command again.`;
  if (installed === null) {
    return new Failure("The program 'dotnet' was not found.", nextStep);
  }

  const [major, minor, patch] = numbers(wanted);
  const serves = installed.some((version) => {
    const [itsMajor, itsMinor, itsPatch] = numbers(version);
    return itsMajor === major && itsMinor === minor
      && Math.floor(itsPatch / 100) === Math.floor(patch / 100) && itsPatch >= patch;
  });
  return serves ? null : new Failure(`No .NET SDK ${wanted} here; found ${installed.join(", ") || "none"}.`, nextStep);
}

const numbers = (version) => version.split("-")[0].split(".").map(Number);

const wantedSdk = () => JSON.parse(readFileSync(join(root, "global.json"), "utf8")).sdk.version;

async function listSdks() {
  try {
    const { output } = await run("dotnet", ["--list-sdks"], { limitSeconds: 60 });
    return output.split("\n").map((line) => line.split(" ")[0]).filter((version) => /^\d/.test(version));
  } catch (error) {
    if (error instanceof Failure) {
      return null;
    }

    throw error;
  }
}
