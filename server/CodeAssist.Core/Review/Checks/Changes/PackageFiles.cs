using System.Text.RegularExpressions;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>What a package manager reads and what it writes.</summary>
/// <param name="Manifest">Name of the file that people write, or how it ends.</param>
/// <param name="Locks">Names of the files that it writes; a project has one of them.</param>
/// <param name="IsDependency">Whether a line of the manifest is one that the lock follows from: the line, and the name of the section it stands in.</param>
internal sealed partial record PackageFiles(string Manifest, IReadOnlyList<string> Locks, Func<string, string, bool> IsDependency)
{
    public static IReadOnlyList<PackageFiles> All { get; } =
    [
        new("package.json", ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"], (line, section) =>
            section is "dependencies" or "devDependencies" or "optionalDependencies" or "peerDependencies" or "overrides" or "resolutions" && line.Contains(':', StringComparison.Ordinal)),
        new("Cargo.toml", ["Cargo.lock"], (line, section) => section.EndsWith("dependencies", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)),
        new("Gemfile", ["Gemfile.lock"], (line, _) => line.TrimStart().StartsWith("gem ", StringComparison.Ordinal)),
        new("composer.json", ["composer.lock"], (line, section) => section is "require" or "require-dev" && line.Contains(':', StringComparison.Ordinal)),
        new("pyproject.toml", ["poetry.lock"], (line, section) => section.StartsWith("tool.poetry.", StringComparison.Ordinal) && section.EndsWith("dependencies", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)),
        new("*.csproj", ["packages.lock.json"], (line, _) => PackageReference().IsMatch(line))
        {
            // Versions may be named further up, and a reference to another project brings that one's packages.
            AlsoMovesLocks = ["Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets", "global.json", "nuget.config", "*.fsproj", "*.vbproj", "*.props", "*.targets"],
            LockIsBeside = true,
            Said = line => string.Join(' ', NameAndVersion().Matches(line).Select(match => match.Value).Order(StringComparer.Ordinal)),
        },
        new("go.mod", ["go.sum"], (line, section) => (section is "require" || line.StartsWith("require ", StringComparison.Ordinal)) && GoRequirement().IsMatch(line))
        {
            LockIsBeside = true,

            // What nothing asks for any more may stay in the sums until somebody tidies.
            OnlyAdditions = true,
            Said = line => GoRequirement().Match(line).Value,
        },
    ];

    /// <summary>Names of other files whose change explains one of the lock, wherever they lie.</summary>
    public IReadOnlyList<string> AlsoMovesLocks { get; init; } = [];

    /// <summary>Whether the lock lies in the manifest's own folder, never further up.</summary>
    public bool LockIsBeside { get; init; }

    /// <summary>Whether a dependency that went leaves the lock as it may be.</summary>
    public bool OnlyAdditions { get; init; }

    /// <summary>What of a line the lock follows from.</summary>
    public Func<string, string> Said { get; init; } = line => line.TrimEnd(',');

    public bool IsManifest(string name) => Fits(Manifest, name);

    /// <summary>Whether a change of this file, wherever it lies, is a reason for the lock to change.</summary>
    public bool ExplainsAnyLock(string name) => AlsoMovesLocks.Count > 0 && (IsManifest(name) || AlsoMovesLocks.Any(other => Fits(other, name)));

    private static bool Fits(string pattern, string name) => pattern.StartsWith('*')
        ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(name, pattern, pattern is "nuget.config" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    [GeneratedRegex(@"<PackageReference\s[^>]*\b(Include|Update)\s*=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageReference();

    [GeneratedRegex("\\b(Include|Update|Version|VersionOverride)\\s*=\\s*\"[^\"]*\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameAndVersion();

    [GeneratedRegex(@"[^\s""]+\.[^\s""]+\s+v\d[^\s]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoRequirement();
}
