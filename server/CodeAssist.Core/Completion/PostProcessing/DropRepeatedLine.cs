namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Drops a suggestion that only says what the next line says already.</summary>
internal static class DropRepeatedLine
{
    public static Filtered Apply(Draft draft)
    {
        var suggested = string.Concat(draft.Request.LineBefore, FirstLine(draft.Text)).AsSpan().Trim();
        var after = draft.Request.Text.AsSpan(draft.Request.Caret);
        if (!draft.Request.LineAfter.IsWhiteSpace() || suggested.Length < 3)
        {
            return draft;
        }

        var next = FirstLine(after.TrimStart()).TrimEnd();
        return !draft.Text.Contains('\n', StringComparison.Ordinal) && suggested.SequenceEqual(next)
            ? NoSuggestionReason.RepeatsSuffix
            : draft;
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return end < 0 ? text : text[..end];
    }
}
