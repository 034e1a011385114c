using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>The names in a line of code.</summary>
internal static class CodeWords
{
    /// <returns>In the order of the line, some of them several times.</returns>
    public static IReadOnlyList<string> In(ReadOnlySpan<char> line)
    {
        List<string> words = [];
        for (var at = 0; at < line.Length;)
        {
            var end = End(line, at);
            if (end > at)
            {
                words.Add(line[at..end].ToString());
            }

            at = end + 1;
        }

        return words;
    }

    /// <summary>Those of them that look like something that is declared elsewhere: called, reached through something, or written as types are.</summary>
    public static IReadOnlyList<string> Used(ReadOnlySpan<char> line)
    {
        List<string> words = [];
        for (var at = 0; at < line.Length;)
        {
            var end = End(line, at);
            if (end > at && (char.IsUpper(line[at]) || line[end..].TrimStart() is ['(', ..] || line[..at].TrimEnd() is [.., '.' or ':'] or [.., '-', '>']))
            {
                words.Add(line[at..end].ToString());
            }

            at = end + 1;
        }

        return words;
    }

    private static int End(ReadOnlySpan<char> line, int start)
    {
        var end = start;
        while (end < line.Length && IdentifierCharacter.Is(line[end]))
        {
            end++;
        }

        return end;
    }
}
