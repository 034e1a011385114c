using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Takes away what models trained to converse put around code: their thoughts, and the fences of Markdown.</summary>
internal static class StripChatter
{
    private const string Fence = "```";
    private const string ThoughtsBegin = "<think>";
    private const string ThoughtsEnd = "</think>";

    public static Filtered Apply(Draft draft)
    {
        if (Languages.IsProse(draft.Request.LanguageId))
        {
            return draft;
        }

        var text = WithoutThoughts(draft.Text);
        if (text.AsSpan().TrimStart().StartsWith(Fence))
        {
            // The fence's line names the language; the code begins below it.
            var lineEnd = text.IndexOf('\n', text.IndexOf(Fence, StringComparison.Ordinal));
            text = lineEnd < 0 ? "" : text[(lineEnd + 1)..];
        }

        var closing = text.IndexOf("\n" + Fence, StringComparison.Ordinal);
        return draft with { Text = closing < 0 ? text : text[..closing] };
    }

    private static string WithoutThoughts(string text)
    {
        var begin = text.IndexOf(ThoughtsBegin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return text;
        }

        var end = text.IndexOf(ThoughtsEnd, begin, StringComparison.Ordinal);
        return end < 0 ? text[..begin] : text[..begin] + text[(end + ThoughtsEnd.Length)..].TrimStart();
    }
}
