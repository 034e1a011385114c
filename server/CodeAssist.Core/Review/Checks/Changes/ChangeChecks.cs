namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>All checks on which files a change touches.</summary>
public static class ChangeChecks
{
    /// <param name="fileExists">Whether there is a file of an absolute path: what a change does not touch is not in it.</param>
    public static IReadOnlyList<IChangeCheck> All(Func<string, bool> fileExists) =>
    [
        new LargeBinary(),
        new MergeLeftover(),
        new SensitiveFile(),
        new LockFiles(fileExists),
    ];
}
