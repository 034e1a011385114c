namespace CodeAssist.Core.Review.Likelihood;

/// <summary>The words that a name is made of: <c>_lastIndex</c> and <c>LAST_INDEX</c> are both "last" and "index".</summary>
internal static class NameWords
{
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && !IsBorder(name[at - 1], name[at]))
            {
                continue;
            }

            if (name.AsSpan(start, at - start).Trim('_') is { Length: > 0 } word)
            {
                words.Add(word.ToString());
            }

            start = at;
        }

        return words;
    }

    private static bool IsBorder(char before, char next) =>
        next == '_' || before == '_' || (char.IsUpper(next) && !char.IsUpper(before)) || char.IsDigit(next) != char.IsDigit(before);
}
