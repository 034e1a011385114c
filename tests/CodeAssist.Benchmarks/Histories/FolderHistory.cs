namespace CodeAssist.Benchmarks.Histories;

/// <summary>Released versions of one project, each in a folder: every release is taken for a change of the one before.</summary>
internal static class FolderHistory
{
    public static IEnumerable<Change> Changes(IReadOnlyList<string> folders) =>
        folders.Zip(folders.Skip(1), (before, after) => new Change(Path.GetFileName(after), before, after));
}
