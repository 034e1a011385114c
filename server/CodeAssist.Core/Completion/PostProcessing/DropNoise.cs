using System.Buffers;
using System.Text.RegularExpressions;

namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Drops what nobody who did not ask for it wants to see: a character or two, or a comment that only says what is to be done.</summary>
internal static partial class DropNoise
{
    private const int FewestVisible = 3;
    private static readonly SearchValues<char> _invisible = SearchValues.Create(" \t\r\n");

    public static Filtered Apply(Draft draft)
    {
        if (draft.Request.Trigger is CompletionTrigger.Invoked)
        {
            return draft;
        }

        var visible = draft.Text.Length - Count(draft.Text);
        return visible < FewestVisible || Reminder().IsMatch(draft.Text) ? NoSuggestionReason.Noise : draft;
    }

    private static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
        {
            count += _invisible.Contains(character) ? 1 : 0;
        }

        return count;
    }

    [GeneratedRegex(@"\A\s*(//+|\#+|--|/\*+)\s*(TODO|FIXME|HACK|XXX)\b[^\n]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reminder();
}
