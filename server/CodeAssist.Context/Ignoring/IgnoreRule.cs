namespace CodeAssist.Context.Ignoring;

/// <summary>One line of a .gitignore file.</summary>
/// <param name="Pattern">With forward slashes, without the marks at its ends, as <see cref="GitText"/> has it.</param>
/// <param name="IsNegated">It takes back what an earlier rule ignores.</param>
/// <param name="IsForFolders">It means folders only.</param>
/// <param name="IsAnchored">It is matched against the whole path below the file's folder, not against names at any depth.</param>
internal sealed record IgnoreRule(string Pattern, bool IsNegated, bool IsForFolders, bool IsAnchored)
{
    /// <returns>Null for a line that is no rule: blank, a comment, or nothing but marks.</returns>
    public static IgnoreRule? Parse(string line)
    {
        var text = line.EndsWith('\r') ? line[..^1] : line;
        if (text.StartsWith('#'))
        {
            return null;
        }

        var pattern = TrimEnd(text);
        var isNegated = pattern.StartsWith('!');
        pattern = isNegated ? pattern[1..] : pattern;
        var isForFolders = pattern.EndsWith('/');
        pattern = isForFolders ? pattern[..^1] : pattern;
        var isAnchored = pattern.Contains('/', StringComparison.Ordinal);
        pattern = pattern.StartsWith('/') ? pattern[1..] : pattern;
        return pattern.Length == 0 ? null : new IgnoreRule(GitText.Of(pattern), isNegated, isForFolders, isAnchored);
    }

    /// <param name="path">Relative to the folder of the rule's file, with forward slashes.</param>
    /// <param name="isFolder">Whether it is one.</param>
    public bool Matches(ReadOnlySpan<char> path, bool isFolder)
    {
        if (IsForFolders && !isFolder)
        {
            return false;
        }

        return WildcardPattern.Matches(Pattern, IsAnchored ? path : path[(path.LastIndexOf('/') + 1)..]);
    }

    // Spaces at the end count only behind a backslash that is not behind another one.
    private static string TrimEnd(string line)
    {
        var end = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
                end = Math.Min(at + 1, line.Length);
            }
            else if (line[at] != ' ')
            {
                end = at + 1;
            }
        }

        return line[..end];
    }
}
