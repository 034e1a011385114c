namespace CodeAssist.Core.Review.Rules;

/// <summary>Which of a repository's rules hold for a file.</summary>
public static class RuleChoice
{
    /// <param name="rules">All of the repository's.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostCharacters">Most of them together; those that say something on fewer files go first.</param>
    /// <returns>From the general to the particular, as they are read.</returns>
    public static IReadOnlyList<RuleFile> For(IReadOnlyList<RuleFile> rules, string path, int mostCharacters)
    {
        var covering = rules.Where(rule => rule.Covers(path)).ToList();
        var holding = covering.Where(rule => rule.Nearest is null || rule == covering.Where(other => string.Equals(other.Nearest, rule.Nearest, StringComparison.Ordinal)).MaxBy(Depth));
        var chosen = new List<RuleFile>();
        var left = mostCharacters;
        foreach (var rule in holding.OrderByDescending(Depth).ThenBy(rule => rule.Path, StringComparer.Ordinal))
        {
            if (rule.Text.Length <= left)
            {
                chosen.Add(rule);
                left -= rule.Text.Length;
            }
            else if (left > 0)
            {
                chosen.Add(rule with { Text = rule.Text[..left], IsCut = true });
                left = 0;
            }
        }

        chosen.Reverse();
        return chosen;
    }

    private static int Depth(RuleFile rule) => rule.Path.Count(letter => letter == '/');
}
