namespace CodeAssist.Context.Ignoring;

/// <summary>The rules of one .gitignore file; they hold below its folder.</summary>
/// <param name="Folder">Relative to the workspace folder, empty for that folder itself, otherwise with a slash at the end.</param>
/// <param name="Rules">In the order of the file; the last one that matches decides.</param>
internal sealed record IgnoreFile(string Folder, IReadOnlyList<IgnoreRule> Rules)
{
    /// <summary>A file that excludes all there is.</summary>
    public const string Everything = "*";

    public static IgnoreFile Parse(string folder, string text) =>
        new(GitText.Of(folder), [.. text.Split('\n').Select(IgnoreRule.Parse).OfType<IgnoreRule>()]);

    /// <returns>Null where no rule matches.</returns>
    public bool? Ignores(ReadOnlySpan<char> path, bool isFolder)
    {
        var below = path[Folder.Length..];
        for (var index = Rules.Count - 1; index >= 0; index--)
        {
            if (Rules[index].Matches(below, isFolder))
            {
                return !Rules[index].IsNegated;
            }
        }

        return null;
    }
}
