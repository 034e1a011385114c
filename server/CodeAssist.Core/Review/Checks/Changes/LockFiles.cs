using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>A lock file and its manifest change together, or one of them was forgotten. In a workspace the lock lies further up.</summary>
internal sealed class LockFiles(Func<string, bool> fileExists) : IChangeCheck
{
    public IReadOnlyList<ReviewRule> Rules { get; } = [ChangeRules.LockWithoutManifest, ChangeRules.ManifestWithoutLock];

    public IEnumerable<Claim> Find(ChangeSet change)
    {
        foreach (var file in change.Files.Where(file => file.Kind is ChangeKind.Modified or ChangeKind.Added))
        {
            foreach (var packages in PackageFiles.All)
            {
                if (file.Kind is ChangeKind.Modified && packages.Locks.Contains(Name(file), StringComparer.Ordinal) && !HasManifest(change, file, packages))
                {
                    yield return new Claim(
                        ChangeRules.LockWithoutManifest, file.Path, new ClaimedPlace.WholeFile(), $"Versions changed here, and no '{packages.Manifest}' with them.");
                }

                if (packages.IsManifest(Name(file)) && ManifestLines.Differ(file, packages) && MissingLock(change, file, packages) is { } missing)
                {
                    yield return new Claim(
                        ChangeRules.ManifestWithoutLock, file.Path, new ClaimedPlace.WholeFile(), $"The dependencies changed, and '{missing}' did not follow.");
                }
            }
        }
    }

    private static string Name(ChangedFile file) => file.Path[(file.Path.LastIndexOf('/') + 1)..];

    private static bool HasManifest(ChangeSet change, ChangedFile lockFile, PackageFiles packages)
    {
        var folder = lockFile.Path[..^Name(lockFile).Length];
        return change.Files.Any(other => packages.ExplainsAnyLock(Name(other)) || (packages.IsManifest(Name(other)) && other.Path.StartsWith(folder, StringComparison.Ordinal)));
    }

    // The nearest one counts; where it changed along, all is well.
    private string? MissingLock(ChangeSet change, ChangedFile manifest, PackageFiles packages)
    {
        for (var folder = manifest.Path[..^Name(manifest).Length]; ; folder = Parent(folder))
        {
            var paths = packages.Locks.Select(name => folder + name).ToList();
            if (change.Files.Any(file => paths.Contains(file.Path, StringComparer.Ordinal)))
            {
                return null;
            }

            if (paths.Find(path => fileExists($"{change.Root}/{path}")) is { } missing)
            {
                return missing;
            }

            if (folder.Length == 0 || packages.LockIsBeside)
            {
                return null;
            }
        }
    }

    private static string Parent(string folder) => folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)];
}
