// The self-contained product of one platform: the three programs, one .NET runtime, llama.cpp, the built-in model, the licences.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { installLibraries } from "./native-libraries.mjs";
import { llamaPackageOf, programFile } from "./package-platforms.mjs";
import { root } from "./repository.mjs";
import { requirementsOf } from "./requirements.mjs";

/** The project that publishes the programs together; its own program is not part of the product. */
const publisher = "CodeAssist.Package";
const programs = ["codeassist", "codeassist-host", "codeassist-egress"];
/** The only program whose libraries read JSON by reflection. */
const reflecting = "codeassist-egress";
const reflection = "System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault";
export const builtInModel = "models/codeassist-builtin.q8_0.gguf";
const licenses = ["LICENSE", "THIRD-PARTY-NOTICES.md"];
/** The licence of Anthropic's SDK wants its text to go along. */
const apache = "Apache-2.0.txt";

/**
 * @param {import("./package-platforms.mjs").PackagePlatform} platform
 * @param {string} published what `dotnet publish` of tools/package left
 * @param {string} llama an unpacked `@node-llama-cpp/<variant>`
 * @param {string} target emptied first
 */
export function composeProduct(platform, published, llama, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, "models"), { recursive: true });

  const manifest = withoutPublisher(JSON.parse(readFileSync(join(published, `${publisher}.deps.json`), "utf8")));
  const configuration = JSON.parse(readFileSync(join(published, `${publisher}.runtimeconfig.json`), "utf8"));
  for (const name of programs) {
    writeFileSync(join(target, `${name}.deps.json`), JSON.stringify(manifestOf(manifest, name)));
    writeFileSync(join(target, `${name}.runtimeconfig.json`), JSON.stringify(withReflection(configuration, name === reflecting)));
    copyFileSync(join(published, programFile(platform, name)), join(target, programFile(platform, name)));
  }

  const files = filesNamedBy(manifest);
  // Line numbers in the stack traces that a log may hold.
  const symbols = files.map((name) => name.replace(/\.dll$/, ".pdb")).filter((name) => name.endsWith(".pdb") && existsSync(join(published, name)));
  for (const name of [...files, ...symbols, `${publisher}.r2r.dll`]) {
    copyFileSync(join(published, name), join(target, name));
  }

  installLibraries(llama, llamaPackageOf(platform), join(target, "llama"));
  copyFileSync(join(root, builtInModel), join(target, builtInModel));
  cpSync(join(published, "licenses"), join(target, "licenses"), { recursive: true });
  copyFileSync(join(root, "tools", "package", apache), join(target, "licenses", apache));
  licenses.forEach((name) => copyFileSync(join(root, name), join(target, name)));

  const requirements = { platform: platform.system, architecture: platform.architecture, ...requirementsOf(filesBelow(target).map((name) => join(target, name))) };
  writeFileSync(join(target, "requirements.json"), `${JSON.stringify(requirements, null, 2)}\n`);
  setModes(platform, target);
}

/** @returns {string[]} what is missing from a product folder and what is in it for no reason; empty when it is right */
export function problemsOf(platform, folder) {
  const actual = new Set(filesBelow(folder));
  const wanted = wantedFiles(platform, folder);
  const optional = [...actual].filter((name) => /^(CodeAssist\.\w+(\.\w+)*|codeassist(-host|-egress)?)\.pdb$/.test(name));
  const known = new Set([...wanted, ...optional]);
  return [
    ...wanted.filter((name) => !actual.has(name)).map((name) => `missing: ${name}`),
    ...[...actual].filter((name) => !known.has(name)).map((name) => `superfluous: ${name}`),
  ];
}

/** @returns {string[]} every file below a folder, relative to it, with slashes, in order */
export function filesBelow(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const name = prefix ? `${prefix}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesBelow(folder, name) : [name];
    })
    .sort();
}

function wantedFiles(platform, folder) {
  const manifests = programs.map((name) => join(folder, `${name}.deps.json`)).filter((manifest) => existsSync(manifest));
  const assemblies = new Set(manifests.flatMap((manifest) => filesNamedBy(JSON.parse(readFileSync(manifest, "utf8")))));
  const own = programs.flatMap((name) => [programFile(platform, name), `${name}.deps.json`, `${name}.runtimeconfig.json`]);
  const texts = [...licenses, `licenses/${apache}`, "licenses/dotnet-LICENSE.txt", "licenses/dotnet-THIRD-PARTY-NOTICES.txt", "requirements.json"];
  return [...own, ...(assemblies.size > 0 ? assemblies : ["codeassist.dll"]), `${publisher}.r2r.dll`, builtInModel, ...texts, ...librariesOf(platform)];
}

function librariesOf({ system }) {
  const [before, after] = system === "win32" ? ["", ".dll"] : ["lib", ".so"];
  // One of the backends for processors is chosen by the machine it runs on; all of them together weigh 4 MB packed.
  const processors = [
    "alderlake", "cascadelake", "haswell", "icelake", "sandybridge", "sapphirerapids", "skylakex", "x64", "zen4",
  ];
  const libraries = ["ggml-base", "ggml-vulkan", "ggml.vulkan.v0.4.0", "llama.vulkan.v0.4.0", ...processors.map((name) => `ggml-cpu-${name}`)];
  return ["LICENSE", "_nlcBuildMetadata.json", ...libraries.map((name) => before + name + after)].map((name) => `llama/${name}`);
}

/** @returns {string[]} the files that the runtime loads, by name: published, they all lie in one folder */
function filesNamedBy(manifest) {
  const libraries = Object.values(manifest.targets[manifest.runtimeTarget.name]);
  const paths = libraries.flatMap(({ runtime = {}, native = {} }) => [...Object.keys(runtime), ...Object.keys(native)]);
  return [...new Set(paths.map((path) => basename(path)))].sort();
}

function withoutPublisher(manifest) {
  const isPublisher = ([name]) => dirname(name) === publisher;
  const without = (entries) => Object.fromEntries(Object.entries(entries).filter((entry) => !isPublisher(entry)));
  const targets = Object.fromEntries(Object.entries(manifest.targets).map(([name, entries]) => [name, without(entries)]));
  return { ...manifest, targets, libraries: without(manifest.libraries) };
}

/**
 * What one program is deployed with: itself, all that it refers to, and the runtime. What is not in its manifest it cannot load,
 * although it lies in the same folder: the libraries with a network belong to egress alone.
 */
function manifestOf(manifest, program) {
  const entries = manifest.targets[manifest.runtimeTarget.name];
  const names = Object.keys(entries);
  const keyOf = (name) => names.find((key) => dirname(key) === name);
  const kept = new Set(names.filter((key) => key.startsWith("runtimepack.")));
  const waiting = [keyOf(program)];
  while (waiting.length > 0) {
    const key = waiting.pop();
    if (key && !kept.has(key)) {
      kept.add(key);
      waiting.push(...Object.keys(entries[key].dependencies ?? {}).map(keyOf));
    }
  }

  const only = (object) => Object.fromEntries(Object.entries(object).filter(([name]) => kept.has(name)));
  return { ...manifest, targets: { ...manifest.targets, [manifest.runtimeTarget.name]: only(entries) }, libraries: only(manifest.libraries) };
}

function withReflection(configuration, isOn) {
  const { runtimeOptions } = configuration;
  return { ...configuration, runtimeOptions: { ...runtimeOptions, configProperties: { ...runtimeOptions.configProperties, [reflection]: isOn } } };
}

// Packages of NuGet carry odd modes. Only the start files are run.
function setModes(platform, folder) {
  const started = programs.map((name) => programFile(platform, name));
  for (const name of filesBelow(folder)) {
    chmodSync(join(folder, name), started.includes(name) ? 0o755 : 0o644);
  }
}
