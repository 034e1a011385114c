// The .NET SDK's commands, quiet unless something is wrong.
import { dirname } from "node:path";
import { run } from "./child.mjs";
import { Failure } from "./failure.mjs";

const environment = {
  DOTNET_NOLOGO: "1",
  DOTNET_CLI_TELEMETRY_OPTOUT: "1",
  // No build process of ours stays behind.
  MSBUILDDISABLENODEREUSE: "1",
  DOTNET_CLI_USE_MSBUILD_SERVER: "0",
};

/** What our own programs need to find the runtime, also where dotnet is not in one of its usual places. */
export async function programEnvironment() {
  return process.env.DOTNET_ROOT ? {} : { DOTNET_ROOT: await dotnetRoot() };
}

async function dotnetRoot() {
  const { output } = await run("dotnet", ["--list-runtimes"], { limitSeconds: 60 });
  // Microsoft.NETCore.App 10.0.1 [/usr/share/dotnet/shared/Microsoft.NETCore.App]
  const folder = output.split("\n").find((line) => line.startsWith("Microsoft.NETCore.App "))?.match(/\[(.*)\]/)?.[1];
  return folder ? dirname(dirname(folder)) : "";
}

/** @returns {Promise<{ code: number, output: string }>} */
export function dotnet(args, { limitSeconds = 900 } = {}) {
  return run("dotnet", args, { limitSeconds, env: environment });
}

/**
 * Builds, with one compiler for all projects: to start it anew for each costs more than to compile most of them. It is ended afterwards.
 * @param {string[]} args behind `build`
 */
export async function buildOrFail(args, { what }) {
  try {
    await dotnetOrFail(["build", ...args, "-p:UseSharedCompilation=true"], { what });
  } finally {
    await dotnet(["build-server", "shutdown", "--vbcscompiler"], { limitSeconds: 60 });
  }
}

/** As {@link dotnet}, but anything other than success is a Failure that shows each distinct error once. */
export async function dotnetOrFail(args, { what, limitSeconds }) {
  const { code, output } = await dotnet(args, { limitSeconds });
  if (code !== 0) {
    throw new Failure(`${what} failed:\n${errorsIn(output).join("\n")}`, nextStep(output));
  }
}

/** @returns {string[]} the distinct error lines of a build, without the project each is repeated for; at most twenty */
export function errorsIn(output) {
  const lines = output.split("\n").filter((line) => /\b(error|warning) [A-Z]+\d*\s*:/.test(line));
  const distinct = [...new Set(lines.map((line) => line.trim().replace(/ \[[^\]]*\]$/, "")))];
  return distinct.length > 0 ? distinct.slice(0, 20) : output.trim().split("\n").slice(-10);
}

function nextStep(output) {
  if (/\bNU1004\b/.test(output)) {
    return "A project's packages changed: run 'dotnet restore CodeAssist.sln' and commit the packages.lock.json files.";
  }

  return /\bNU1(101|301|102)\b/.test(output)
    ? "The first build needs the network, or a package cache that holds these. Check 'dotnet nuget list source'."
    : "Mend the errors above, then run the command again.";
}
