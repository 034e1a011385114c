// What a server asks of the machine, as the package wrote it beside the program, and whether this machine has it.

/** `requirements.json` (docs/packaging.md). */
export interface Requirements {
  /** As `process.platform` and `process.arch` name them. */
  readonly platform: string;
  readonly architecture: string;
  readonly libc?: "glibc";
  readonly minimumGlibc?: string;
}

export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  /** Version of the glibc that programs get here; null where there is another C library, undefined where nobody can say. */
  readonly glibc?: string | null;
}

/** @returns one or two sentences on what is in the way, for people; nothing when the server can run here */
export function unmet(wanted: Requirements, machine: Machine): string | undefined {
  const [made, here] = [wanted, machine].map(({ platform, architecture }) => `${platform}-${architecture}`);
  if (made !== here) {
    return `This CodeAssist was made for ${made}, and this computer is ${here}. Install the package for ${here}, where there is one.`;
  }

  const { minimumGlibc } = wanted;
  if (minimumGlibc === undefined || machine.glibc === undefined) {
    return undefined;
  }

  const need = `CodeAssist's language server needs glibc ${minimumGlibc} or newer`;
  if (machine.glibc === null) {
    return `${need}, and this Linux has another C library (musl, as on Alpine). Open the folder in a container or on a machine with Debian, Ubuntu, Fedora or the like.`;
  }

  return isOlder(machine.glibc, minimumGlibc)
    ? `${need}, and this Linux has ${machine.glibc}. Debian 12, Ubuntu 22.04, Fedora 35, RHEL 9 and their successors are new enough.`
    : undefined;
}

/** The machine that VS Code runs its extensions on. */
export function thisMachine(): Machine {
  const { platform, arch: architecture } = process;
  // Its absence from the report is how Node says that it was not built for glibc; a Node without reports says nothing.
  const report = platform === "linux" ? (process.report as (NodeJS.ProcessReport & { excludeNetwork?: boolean }) | undefined) : undefined;
  if (report === undefined) {
    return { platform, architecture };
  }

  // Otherwise it looks up the names of all network peers, which may take seconds.
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { platform, architecture, glibc: header.glibcVersionRuntime ?? null };
}

function isOlder(version: string, than: string): boolean {
  const [ours = [], theirs = []] = [version, than].map((text) => text.split(".").map(Number));
  const at = theirs.findIndex((number, index) => number !== (ours[index] ?? 0));
  return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0);
}
