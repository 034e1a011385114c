using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Checks;

/// <summary>
/// <c>codeassist:ignore rule-id[,rule-id] reason</c> in a comment: excuses its own line and, where it stands alone on its line, the next one.
/// </summary>
/// <remarks>Nothing is excused without the rule's id: what somebody means to keep must not hide what comes later.</remarks>
public static class IgnoreComments
{
    private const string Word = "codeassist:ignore";

    private static readonly string[] _openers = ["//", "#", "--", "/*", "<!--", ";", "%", "*", "{/*"];

    /// <param name="document">The reviewed text.</param>
    /// <param name="line">Where the finding begins.</param>
    /// <param name="ids">The rule's id, and its names in other tools.</param>
    public static bool Excuse(DocumentSnapshot document, int line, IReadOnlyList<string> ids) =>
        Names(document.Line(line), isAlone: false, ids) || (line > 0 && Names(document.Line(line - 1), isAlone: true, ids));

    private static bool Names(ReadOnlySpan<char> line, bool isAlone, IReadOnlyList<string> ids)
    {
        var at = line.IndexOf(Word, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var before = line[..at].TrimEnd();
        if (!IsComment(before) || (isAlone && !IsComment(before.TrimStart(), isWhole: true)))
        {
            return false;
        }

        var words = line[(at + Word.Length)..].TrimStart();
        var end = words.IndexOfAny(' ', '\t');
        foreach (var id in (end < 0 ? words : words[..end]).ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ids.Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComment(ReadOnlySpan<char> before, bool isWhole = false)
    {
        foreach (var opener in _openers)
        {
            if (isWhole ? before.SequenceEqual(opener) : before.EndsWith(opener, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
