namespace CodeAssist.Server.LocalModels;

/// <summary>Looks through the folders of other programs, bounded in depth and number, and never throws for what a disk can do.</summary>
internal static class FolderWalk
{
    private const int MostFiles = 2_000;

    /// <param name="root">Where to begin; need not be there.</param>
    /// <param name="pattern">Names that count.</param>
    /// <param name="depth">Most folders below the root.</param>
    public static IReadOnlyList<string> Files(string root, string pattern, int depth)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        try
        {
            return
            [
                .. Directory.EnumerateFiles(root, pattern, new EnumerationOptions
                {
                    RecurseSubdirectories = true, MaxRecursionDepth = depth, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System, MatchCasing = MatchCasing.CaseInsensitive,
                }).Take(MostFiles).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
