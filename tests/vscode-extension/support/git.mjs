// Repositories for tests, whatever this machine's configuration of Git says.
import { Failure } from "../../../tools/lib/failure.mjs";
import { run } from "../../../tools/lib/child.mjs";

const identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"];
const env = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

/** @param {string} folder @param {string[]} args */
export async function git(folder, ...args) {
  const { code, output } = await run("git", [...identity, ...args], { limitSeconds: 60, cwd: folder, env });
  if (code !== 0) {
    throw new Failure(`git ${args.join(" ")} failed: ${output}`, "Look at what it says.");
  }
}

/** Makes a repository of a folder whose one commit has all that is in it. @param {string} folder */
export async function commitAll(folder) {
  await git(folder, "init", "--quiet");
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "As it was");
}
