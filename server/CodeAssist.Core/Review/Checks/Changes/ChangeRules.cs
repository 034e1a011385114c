using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>Rules on files as a whole.</summary>
public static class ChangeRules
{
    public static ReviewRule LargeBinary { get; } = new(
        "large-binary",
        "Large binary file added",
        FindingCategory.Repository,
        Severity.Warning,
        "Everybody who clones the repository downloads it from now on, also after it was removed. Keep it in Git LFS or in a release.")
    {
        Example = "assets/intro.mp4 (14 MiB)",
    };

    public static ReviewRule MergeLeftover { get; } = new(
        "merge-leftover",
        "Leftover of a merge or a patch",
        FindingCategory.Repository,
        Severity.Warning,
        "Merge tools and 'patch' leave such files behind. Delete it.")
    {
        Example = "src/Cart.cs.orig",
    };

    public static ReviewRule SensitiveFile { get; } = new(
        "sensitive-file",
        "File of a kind that holds secrets",
        FindingCategory.Security,
        Severity.Error,
        "Files of this kind hold passwords, keys or private data. Add it to .gitignore, and revoke what was in it if it has been pushed.")
    {
        Example = ".env",
        IsExcusable = false,
    };

    public static ReviewRule LockWithoutManifest { get; } = new(
        "lock-without-manifest",
        "Lock file changed alone",
        FindingCategory.Repository,
        Severity.Note,
        "Versions moved although nothing asks for others. That is right for an update of what others depend on; otherwise it is an accident, or somebody's change of what is downloaded.")
    {
        Example = "package-lock.json changed, package.json not",
    };

    public static ReviewRule ManifestWithoutLock { get; } = new(
        "manifest-without-lock",
        "Dependencies changed, lock file not",
        FindingCategory.Repository,
        Severity.Warning,
        "A locked installation fails, or every machine gets other versions. Install once and commit the lock file.")
    {
        Example = "\"dependencies\" of package.json changed, package-lock.json not",
    };
}
