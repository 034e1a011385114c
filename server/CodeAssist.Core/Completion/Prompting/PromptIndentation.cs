namespace CodeAssist.Core.Completion.Prompting;

/// <summary>Writes leading tabs as spaces for a model that has only seen spaces, and back.</summary>
public sealed record PromptIndentation
{
    private const int SpacesPerTab = 4;

    private PromptIndentation(bool tabs) => Tabs = tabs;

    /// <summary>The document is indented by spaces, or the model knows tabs: nothing changes.</summary>
    public static PromptIndentation Unchanged { get; } = new(false);

    /// <summary>The document is indented by tabs and the model is told spaces.</summary>
    public static PromptIndentation TabsAsSpaces { get; } = new(true);

    private bool Tabs { get; }

    /// <summary>Chooses by the document: any line that begins with a tab makes it a document of tabs.</summary>
    public static PromptIndentation Of(string text) =>
        text.StartsWith('\t') || text.Contains("\n\t", StringComparison.Ordinal) ? TabsAsSpaces : Unchanged;

    /// <summary>Code as the model is told it.</summary>
    public string ToPrompt(string code) => Tabs ? RewriteLineStarts(code, TabsToSpaces) : code;

    /// <summary>An answer as the document wants it. The first line continues the caret's line, so its start is no indentation.</summary>
    public string FromAnswer(string answer) => Tabs ? RewriteAfterFirstLine(answer, SpacesToTabs) : answer;

    /// <summary>A text of the document as the model would have answered it: the opposite of <see cref="FromAnswer"/>.</summary>
    public string ToAnswer(string text) => Tabs ? RewriteAfterFirstLine(text, TabsToSpaces) : text;

    /// <summary>
    /// Tells pieces of an answer as the document wants them. Behind the first line indentation is only known when all of it is: there the
    /// telling ends where anything is to be rewritten.
    /// </summary>
    public Action<string>? Following(Action<string>? onText)
    {
        if (onText is null || !Tabs)
        {
            return onText;
        }

        var isFirstLine = true;

        return piece =>
        {
            if (isFirstLine)
            {
                var lineBreak = piece.IndexOf('\n', StringComparison.Ordinal);
                isFirstLine = lineBreak < 0;
                onText(isFirstLine ? piece : piece[..(lineBreak + 1)]);
            }
        };
    }

    private static string RewriteAfterFirstLine(string text, Func<string, string> rewrite)
    {
        var secondLine = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return secondLine > 0 ? text[..secondLine] + RewriteLineStarts(text[secondLine..], rewrite) : text;
    }

    private static string RewriteLineStarts(string text, Func<string, string> rewrite)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && text[end] is ' ' or '\t')
            {
                end++;
            }

            result.Append(rewrite(text[start..end]));
            var next = text.IndexOf('\n', end) + 1;
            next = next == 0 ? text.Length : next;
            result.Append(text, end, next - end);
            start = next;
        }

        return result.ToString();
    }

    private static string TabsToSpaces(string indentation) =>
        indentation.Replace("\t", new string(' ', SpacesPerTab), StringComparison.Ordinal);

    private static string SpacesToTabs(string indentation) =>
        indentation.Replace(new string(' ', SpacesPerTab), "\t", StringComparison.Ordinal);
}
