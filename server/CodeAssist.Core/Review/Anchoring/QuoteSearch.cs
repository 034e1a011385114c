using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Anchoring;

/// <summary>Where a quote stands in a text, literally but for line breaks and for blanks around the whole of it.</summary>
internal static class QuoteSearch
{
    /// <returns>In the order of the text; overlapping places too. Empty for a quote without any character.</returns>
    public static IEnumerable<TextRange> Find(DocumentSnapshot text, string quote)
    {
        var lines = quote.ReplaceLineEndings("\n").Trim().Split('\n');
        return lines switch
        {
            [""] => [],
            [var only] => Within(text, only),
            _ => Across(text, lines),
        };
    }

    private static IEnumerable<TextRange> Within(DocumentSnapshot text, string quote)
    {
        for (var line = 0; line < text.LineCount; line++)
        {
            for (var at = IndexOf(line, 0); at >= 0; at = IndexOf(line, at + 1))
            {
                yield return new TextRange(new TextPosition(line, at), new TextPosition(line, at + quote.Length));
            }
        }

        int IndexOf(int line, int from)
        {
            var found = text.Line(line)[from..].IndexOf(quote, StringComparison.Ordinal);
            return found < 0 ? -1 : from + found;
        }
    }

    private static IEnumerable<TextRange> Across(DocumentSnapshot text, string[] quote)
    {
        for (var line = 0; line + quote.Length <= text.LineCount; line++)
        {
            if (StandsAt(text, line, quote))
            {
                yield return new TextRange(
                    new TextPosition(line, text.Line(line).Length - quote[0].Length),
                    new TextPosition(line + quote.Length - 1, quote[^1].Length));
            }
        }
    }

    private static bool StandsAt(DocumentSnapshot text, int line, string[] quote)
    {
        if (!text.Line(line).EndsWith(quote[0], StringComparison.Ordinal) || !text.Line(line + quote.Length - 1).StartsWith(quote[^1], StringComparison.Ordinal))
        {
            return false;
        }

        for (var index = 1; index < quote.Length - 1; index++)
        {
            if (!text.Line(line + index).SequenceEqual(quote[index]))
            {
                return false;
            }
        }

        return true;
    }
}
