// Which package carries llama.cpp for which machine. The Vulkan packages contain every CPU backend too.
import { Failure } from "./failure.mjs";

const packages = new Map([
  ["linux-x64", "linux-x64-vulkan"],
  ["linux-arm64", "linux-arm64"],
  ["win32-x64", "win-x64-vulkan"],
  ["win32-arm64", "win-arm64"],
  ["darwin-arm64", "mac-arm64-metal"],
  ["darwin-x64", "mac-x64"],
]);

/** @returns {string} the package's name below `@node-llama-cpp`, which is also the name of its variant */
export function llamaPackage(platform = process.platform, architecture = process.arch) {
  const name = packages.get(`${platform}-${architecture}`);
  if (!name) {
    throw new Failure(
      `There is no llama.cpp library for ${platform} on ${architecture}.`,
      `CodeAssist runs on ${[...packages.keys()].join(", ")}.`);
  }

  return name;
}
