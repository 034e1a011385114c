// npm run package: for each platform whose parts are in the package sources, the product as an archive and as a VSIX file
// in artifacts/packages. `npm run package -- linux-x64` makes only that one's.
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildExtension } from "./extension.mjs";
import { writeTarball, writeZip } from "./lib/archives.mjs";
import { run } from "./lib/child.mjs";
import { dotnetOrFail } from "./lib/dotnet.mjs";
import { Failure, main } from "./lib/failure.mjs";
import { installLocked } from "./lib/locked-packages.mjs";
import { llamaPackageOf, packagePlatforms } from "./lib/package-platforms.mjs";
import { installPackagesFor } from "./lib/packages.mjs";
import { composeProduct, filesBelow, problemsOf } from "./lib/product-folder.mjs";
import { say, step } from "./lib/progress.mjs";
import { artifacts, root } from "./lib/repository.mjs";
import { digestOf, forget, isCurrent, remember } from "./lib/stamp.mjs";
import { checkToolchain } from "./lib/toolchain.mjs";

export const packages = join(artifacts, "packages");

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const inputs = [
  "server", "models", "tools/package.mjs", "tools/extension.mjs", "tools/lib",
  ...["Apache-2.0.txt", "CodeAssist.Package.csproj", "Program.cs", "packages.lock.json", "package-lock.json"].map((name) => `tools/package/${name}`),
  ...["src", "images", "README.md", "esbuild.mjs", "package.json", "package-lock.json"].map((name) => `vscode-extension/${name}`),
  "Directory.Build.props", "Directory.Packages.props", "global.json", "package.json", "package-lock.json",
  "LICENSE", "THIRD-PARTY-NOTICES.md", "CHANGELOG.md",
];
// What of vscode-extension/ is only there to build it.
const sourcesOnly = /^(src|node_modules|package-lock\.json|tsconfig\.json|.*\.mjs|\..*)$/;

/** @returns {{ folder: string, archive: string, vsix: string }} where the packages of a platform lie */
export function packageFiles({ name, archive }) {
  const base = `codeassist-${version}-${name}`;
  return { folder: join(packages, name), archive: join(packages, `${base}.${archive}`), vsix: join(packages, `${base}.vsix`) };
}

/** Makes the packages of these platforms, where anything changed. */
export async function packageProduct(platforms) {
  await checkToolchain();
  await buildExtension();
  await installLocked("tools/package", "what packs archives and VSIX files");
  const digest = digestOf(inputs);
  for (const platform of platforms) {
    const { folder, archive, vsix } = packageFiles(platform);
    if (!isCurrent(`package-${platform.name}`, digest, [folder, archive, vsix])) {
      forget(`package-${platform.name}`);
      await makePackages(platform);
      remember(`package-${platform.name}`, digest);
    }
  }
}

async function makePackages(platform) {
  const { folder, archive, vsix } = packageFiles(platform);
  const published = join(artifacts, "package-publish", platform.name);
  await step(`Publishing for ${platform.name}`, async () => {
    rmSync(published, { recursive: true, force: true });
    await dotnetOrFail(
      ["publish", "tools/package", "-c", "Release", "-v", "quiet", "-p:RestoreLockedMode=true", `-p:PackageRuntime=${platform.runtime}`, "-o", published],
      { what: `Publishing for ${platform.name}` });
  });

  await step(`Putting ${platform.name} together`, async () => {
    const llama = await installPackagesFor(platform, join(artifacts, "package-npm", platform.name));
    composeProduct(platform, published, llama, folder);
    const problems = problemsOf(platform, folder);
    if (problems.length > 0) {
      throw new Failure(
        `The product folder ${folder} is not what a package should hold:\n  ${problems.join("\n  ")}`,
        "Correct the lists in tools/lib/product-folder.mjs or tools/package/CodeAssist.Package.csproj.");
    }
  });

  const time = await timeOfSources();
  const top = `codeassist-${version}-${platform.name}`;
  await step(`Packing ${platform.name}`, async () => {
    const write = platform.archive === "zip" ? writeZip : writeTarball;
    await write(folder, filesBelow(folder), top, time, `${archive}.new`);
    renameSync(`${archive}.new`, archive);
    await writeVsix(platform, folder, time, vsix);
  });
}

/** The commit's time where nothing was changed since, so that the same sources give the same packages. */
async function timeOfSources() {
  const git = async (...args) => (await run("git", args, { limitSeconds: 30 })).output.trim();
  const changed = await git("status", "--porcelain");
  const seconds = Number(await git("log", "-1", "--format=%ct"));
  return changed === "" && seconds > 0 ? new Date(seconds * 1000) : new Date();
}

async function writeVsix(platform, folder, time, target) {
  const stage = join(artifacts, "package-vsix", platform.name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const source = join(root, "vscode-extension");
  for (const name of readdirSync(source).filter((name) => !sourcesOnly.test(name))) {
    cpSync(join(source, name), join(stage, name), { recursive: true });
  }

  for (const name of ["LICENSE", "CHANGELOG.md"]) {
    cpSync(join(root, name), join(stage, name));
  }

  const { scripts: _, devDependencies: __, dependencies: ___, ...manifest } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  writeFileSync(join(stage, "package.json"), JSON.stringify({ ...manifest, version }, null, 2));
  cpSync(folder, join(stage, "server"), { recursive: true });
  filesBelow(stage).forEach((name) => utimesSync(join(stage, name), time, time));

  const vsce = join(root, "tools", "package", "node_modules", "@vscode", "vsce", "vsce");
  const { code, output } = await run(
    process.execPath,
    [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--target", platform.name, "--out", target],
    { limitSeconds: 300, cwd: stage, env: { SOURCE_DATE_EPOCH: String(Math.floor(time.getTime() / 1000)) } });
  if (code !== 0) {
    throw new Failure(`The VSIX for ${platform.name} could not be made:\n${output}`, "Mend what vsce says above, then run the command again.");
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const wanted = process.argv.slice(2);
    const unknown = wanted.filter((name) => !packagePlatforms.some((platform) => platform.name === name));
    if (unknown.length > 0) {
      throw new Failure(
        `No package can be made for ${unknown.join(", ")}.`,
        `There is ${packagePlatforms.map(({ name }) => name).join(" and ")}: the .NET runtime of others is not in the package sources (docs/packaging.md).`);
    }

    const platforms = packagePlatforms.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    await packageProduct(platforms);
    for (const path of platforms.map(packageFiles).flatMap(({ archive, vsix }) => [archive, vsix])) {
      say(`  ${(statSync(path).size / 1e6).toFixed(1).padStart(6)} MB  ${path}`);
    }
  });
}
