// Debian's packages, installed where that needs nobody's permission.
import { existsSync } from "node:fs";
import { run } from "./child.mjs";

export const mayInstall = () => process.platform === "linux" && process.getuid() === 0 && existsSync("/usr/bin/apt-get");

/** Tries to. Whether it helped is for the caller to see: by what it needed the packages for. */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update", "-qq"], { limitSeconds: 180, env });
  if (updated.code === 0) {
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { limitSeconds: 600, env });
  }
}
