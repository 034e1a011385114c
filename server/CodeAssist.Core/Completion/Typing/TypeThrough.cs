namespace CodeAssist.Core.Completion.Typing;

/// <summary>What is left of a suggestion when the user has typed the beginning of it.</summary>
/// <remarks>
/// Compared is what the document would say had the suggestion been taken: a caret fits where some text there leads to the very same
/// document. That holds over line ends, with brackets that the editor has closed by itself, and after going back.
/// </remarks>
internal static class TypeThrough
{
    /// <summary>The suggestions that still fit, each without what is typed of it; empty where none does.</summary>
    public static IReadOnlyList<Suggestion> Remaining(ShownText shown, string text, int caret) =>
        [.. shown.Suggestions.Select(suggestion => Remaining(shown, suggestion, text, caret)).OfType<Suggestion>()];

    private static Suggestion? Remaining(ShownText shown, Suggestion suggestion, string text, int caret)
    {
        var before = text.AsSpan(0, caret);
        var insert = suggestion.InsertText;

        // From the end: of a text that repeats itself, the most has been typed.
        for (var typed = Math.Min(insert.Length - 1, caret - shown.Prefix.Length); typed >= 0; typed--)
        {
            if (before.EndsWith(insert.AsSpan(0, typed), StringComparison.Ordinal)
                && before[..^typed].EndsWith(shown.Prefix, StringComparison.Ordinal)
                && Rest(shown, suggestion, insert[typed..], text.AsSpan(caret)) is { } rest)
            {
                return rest;
            }
        }

        return null;
    }

    private static Suggestion? Rest(ShownText shown, Suggestion suggestion, string rest, ReadOnlySpan<char> after)
    {
        var behind = shown.Suffix.AsSpan(suggestion.ReplacedAfterCaret);
        if (Replaced(behind, shown.ReachesEnd, after) is { } replaced)
        {
            // A bracket that the editor has closed gives way to the suggestion's own; where it has none, the editor's stays.
            var isClosed = replaced <= suggestion.ReplacedAfterCaret || ContainsInOrder(rest, after[..replaced]);

            return suggestion with { InsertText = rest, ReplacedAfterCaret = isClosed ? replaced : suggestion.ReplacedAfterCaret };
        }

        // Nothing may be replaced behind the caret's line: what the editor has put there stays, and the suggestion ends before it.
        for (var length = rest.Length - 1; length > 0; length--)
        {
            if (after.StartsWith(rest.AsSpan(length), StringComparison.Ordinal)
                && Follows(behind, shown.ReachesEnd, after[(rest.Length - length)..]))
            {
                return rest.AsSpan(0, length).IsWhiteSpace() ? null : suggestion with { InsertText = rest[..length], ReplacedAfterCaret = 0 };
            }
        }

        return null;
    }

    // How much of the caret's line stands before the text that was behind the suggestion; null where that text is not there.
    private static int? Replaced(ReadOnlySpan<char> behind, bool reachesEnd, ReadOnlySpan<char> after)
    {
        var line = after.IndexOfAny('\n', '\r');
        var longest = line < 0 ? after.Length : line;
        for (var replaced = 0; replaced <= longest; replaced++)
        {
            if (Follows(behind, reachesEnd, after[replaced..]))
            {
                return replaced;
            }
        }

        return null;
    }

    private static bool Follows(ReadOnlySpan<char> behind, bool reachesEnd, ReadOnlySpan<char> after) =>
        reachesEnd ? after.SequenceEqual(behind) : after.StartsWith(behind, StringComparison.Ordinal);

    private static bool ContainsInOrder(ReadOnlySpan<char> text, ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            var found = text.IndexOf(character);
            if (found < 0)
            {
                return false;
            }

            text = text[(found + 1)..];
        }

        return true;
    }
}
