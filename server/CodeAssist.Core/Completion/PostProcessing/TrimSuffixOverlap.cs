namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Settles with the rest of the line what the suggestion says that already stands there.</summary>
/// <remarks>
/// Models write the line to its end, and the editor has often closed the brackets before: <c>Print(|)</c> and <c>name)</c> must
/// give <c>Print(name)</c>. An end that is there letter by letter is cut; closers with more code between them are replaced.
/// </remarks>
internal static class TrimSuffixOverlap
{
    public static Filtered Apply(Draft draft)
    {
        var after = draft.Request.LineAfter.TrimEnd();
        if (after.IsEmpty || draft.Text.Contains('\n', StringComparison.Ordinal))
        {
            return draft;
        }

        var text = draft.Text;
        for (var overlap = Math.Min(text.Length, after.Length); overlap > 0; overlap--)
        {
            if (text.AsSpan()[^overlap..].SequenceEqual(after[..overlap]) && !ClosesOwnBracket(text, overlap))
            {
                return overlap == text.Length ? NoSuggestionReason.RepeatsSuffix : draft with { Text = text[..^overlap] };
            }
        }

        // `Print(|);` and `name);` differ in nothing; `Print(|)` and `name);` do: the closer is there, the semicolon is not.
        return ClosersInOrder(text, after) || EndsString(text, after) ? draft with { ReplacedAfterCaret = after.Length } : draft;
    }

    // Whether a closer of the overlap closes a bracket that the suggestion itself opened before it.
    private static bool ClosesOwnBracket(string text, int overlap)
    {
        var openBefore = 0;
        var openWithin = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var within = i >= text.Length - overlap;
            if (text[i] is '(' or '[' or '{')
            {
                _ = within ? openWithin++ : openBefore++;
            }
            else if (text[i] is ')' or ']' or '}')
            {
                if (within && openWithin == 0 && openBefore > 0)
                {
                    return true;
                }

                if (openWithin > 0)
                {
                    openWithin--;
                }
                else if (openBefore > 0)
                {
                    openBefore--;
                }
            }
        }

        return false;
    }

    private static bool ClosersInOrder(string text, ReadOnlySpan<char> after)
    {
        foreach (var character in after)
        {
            if (!IsCloser(character))
            {
                return false;
            }
        }

        var depth = 0;
        var unmatched = 0;
        foreach (var character in text)
        {
            depth += character is '(' or '[' or '{' ? 1 : 0;
            if (character is ')' or ']' or '}' && --depth < 0)
            {
                depth = 0;
                if (unmatched >= after.Length || after[unmatched++] != character)
                {
                    return false;
                }
            }
        }

        return unmatched == after.Length;
    }

    // `Print("|")` and `name");`: the string that is open at the caret ends in the suggestion, where the rest of the line stands too.
    private static bool EndsString(string text, ReadOnlySpan<char> after)
    {
        var quote = after[0];
        var at = text.AsSpan().LastIndexOf(after);

        return quote is '"' or '\''
            && at >= 0
            && text.AsSpan().Count(quote) % 2 == 1
            && !ClosesOwnBracket(text[..(at + after.Length)], after.Length);
    }

    private static bool IsCloser(char character) => character is ')' or ']' or '}' or '"' or '\'' or '>' or ';' or ',';
}
