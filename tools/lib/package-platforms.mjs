// The platforms that packages are made for: those whose .NET runtime and llama.cpp libraries are both in the package
// sources. A further one needs a line here and in tools/package/CodeAssist.Package.csproj, then `npm run package`.
import { llamaPackage } from "./platform.mjs";

/**
 * @typedef {object} PackagePlatform
 * @property {string} name as Node, VS Code and the packages' names have it
 * @property {string} system as `process.platform`
 * @property {string} architecture as `process.arch`
 * @property {string} runtime .NET's name for it
 * @property {"tar.gz" | "zip"} archive what people unpack there
 */

/** @type {PackagePlatform[]} */
export const packagePlatforms = [
  { name: "linux-x64", system: "linux", architecture: "x64", runtime: "linux-x64", archive: "tar.gz" },
  { name: "win32-x64", system: "win32", architecture: "x64", runtime: "win-x64", archive: "zip" },
];

/** @param {PackagePlatform} platform */
export const llamaPackageOf = ({ system, architecture }) => llamaPackage(system, architecture);

/** @param {PackagePlatform} platform @param {string} name of a program, as `codeassist` */
export const programFile = ({ system }, name) => (system === "win32" ? `${name}.exe` : name);
