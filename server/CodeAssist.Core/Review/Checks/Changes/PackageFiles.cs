namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>What a package manager reads and what it writes.</summary>
/// <param name="Manifest">Name of the file that people write.</param>
/// <param name="Locks">Names of the files that it writes; a project has one of them.</param>
/// <param name="IsDependency">Whether a line of the manifest is one that the lock follows from: the line, and the name of the section it stands in.</param>
internal sealed record PackageFiles(string Manifest, IReadOnlyList<string> Locks, Func<string, string, bool> IsDependency)
{
    public static IReadOnlyList<PackageFiles> All { get; } =
    [
        new("package.json", ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"], (line, section) =>
            section is "dependencies" or "devDependencies" or "optionalDependencies" or "peerDependencies" or "overrides" or "resolutions" && line.Contains(':', StringComparison.Ordinal)),
        new("Cargo.toml", ["Cargo.lock"], (line, section) => section.EndsWith("dependencies", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)),
        new("Gemfile", ["Gemfile.lock"], (line, _) => line.TrimStart().StartsWith("gem ", StringComparison.Ordinal)),
        new("composer.json", ["composer.lock"], (line, section) => section is "require" or "require-dev" && line.Contains(':', StringComparison.Ordinal)),
        new("pyproject.toml", ["poetry.lock"], (line, section) => section.StartsWith("tool.poetry.", StringComparison.Ordinal) && section.EndsWith("dependencies", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)),
    ];

    public bool IsManifest(string name) => string.Equals(name, Manifest, StringComparison.Ordinal);
}
