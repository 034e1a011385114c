namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Ends a suggestion where it begins to say the same again and again, as small models do when they are lost.</summary>
internal static class CutRepetition
{
    /// <summary>Twice is how code looks; three times the same lines is a loop.</summary>
    private const int Times = 3;

    public static Filtered Apply(Draft draft)
    {
        var lines = draft.Text.Split('\n');
        if (lines.Length == 1)
        {
            return RepeatsItself(draft.Text) ? NoSuggestionReason.Repetition : draft;
        }

        for (var start = 0; start + Times <= lines.Length; start++)
        {
            for (var period = 1; start + (period * Times) <= lines.Length; period++)
            {
                if (Repeats(lines, start, period))
                {
                    return draft with { Text = string.Join('\n', lines, 0, start + period) };
                }
            }
        }

        return draft;
    }

    private static bool Repeats(string[] lines, int start, int period)
    {
        for (var i = start; i < start + (period * (Times - 1)); i++)
        {
            if (!string.Equals(lines[i], lines[i + period], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return lines.AsSpan(start, period).ContainsAnyExcept("", "}", ")");
    }

    // Rulers of dashes and rows of numbers repeat by right; words do not.
    private static bool RepeatsItself(string text)
    {
        var period = SmallestPeriod(text);
        return text.Length >= period * (Times + 1) && text.AsSpan(0, period).ContainsAnyInRange('a', 'z');
    }

    // Length of the shortest text that this one is written with, over and over: its length less its longest border, by the prefix
    // function of Knuth, Morris and Pratt.
    private static int SmallestPeriod(string text)
    {
        var border = new int[text.Length];
        for (var i = 1; i < text.Length; i++)
        {
            var length = border[i - 1];
            while (length > 0 && text[i] != text[length])
            {
                length = border[length - 1];
            }

            border[i] = text[i] == text[length] ? length + 1 : 0;
        }

        return text.Length - (text.Length == 0 ? 0 : border[^1]);
    }
}
