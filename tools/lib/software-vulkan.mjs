// Mesa's Vulkan driver for the processor: with it, the tests run llama.cpp's Vulkan code on a machine without a GPU.
import { existsSync, readdirSync } from "node:fs";
import { aptInstall, mayInstall } from "./apt.mjs";
import { say, step } from "./progress.mjs";

const packages = ["libvulkan1", "mesa-vulkan-drivers"];
const driverFolders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
const libraryFolders = ["/usr/lib", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];

/** Installs it where that needs nobody's permission; otherwise says what is missing and which tests that skips. */
export async function installSoftwareVulkan() {
  if (process.platform !== "linux" || isSoftwareVulkanHere()) {
    return;
  }

  const asRoot = mayInstall();
  if (asRoot && await step("Installing Mesa's software Vulkan for the tests, once", install)) {
    return;
  }

  say("  No software Vulkan here: the tests that run llama.cpp on Vulkan will be skipped.");
  say(`  To run them too: ${asRoot ? "" : "sudo "}apt-get install ${packages.join(" ")} (or your system's packages for Mesa's lavapipe).`);
}

export function isSoftwareVulkanHere() {
  const has = (folders, pattern) => folders.some((folder) => existsSync(folder) && readdirSync(folder).some((name) => pattern.test(name)));
  return has(libraryFolders, /^libvulkan\.so\.1$/) && has(driverFolders, /^lvp_icd\..*json$/);
}

async function install() {
  await aptInstall(packages);
  return isSoftwareVulkanHere();
}
