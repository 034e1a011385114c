using Microsoft.Extensions.FileSystemGlobbing;

namespace CodeAssist.Server.Reviewing;

/// <summary>The reports of other tools that a review is to take in.</summary>
internal static class SarifFiles
{
    /// <summary>Many projects write one for each build; more than that is a pattern that fits too much.</summary>
    private const int Most = 200;

    /// <param name="root">The repository.</param>
    /// <param name="named">Absolute paths that the user named for this review.</param>
    /// <param name="patterns">From the settings; relative to the root, and nothing outside of it.</param>
    /// <param name="problem">One sentence where not all are taken; null otherwise.</param>
    /// <returns>Absolute paths.</returns>
    public static IReadOnlyList<string> Find(string root, IReadOnlyList<string> named, IReadOnlyList<string> patterns, out string? problem)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(patterns.Where(pattern => !pattern.Split('/', '\\').Contains("..", StringComparer.Ordinal)));
        var found = patterns.Count == 0 ? [] : matcher.GetResultsInFullPath(root).Order(StringComparer.Ordinal).ToList();
        problem = found.Count > Most ? FormattableString.Invariant($"review.sarif names {found.Count} reports; the first {Most} are read.") : null;

        return [.. named.Concat(found.Take(Most)).Distinct(StringComparer.Ordinal)];
    }
}
