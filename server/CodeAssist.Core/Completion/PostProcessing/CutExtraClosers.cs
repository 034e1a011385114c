using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Ends a suggestion before the first bracket that would close what is already closed.</summary>
internal static class CutExtraClosers
{
    /// <summary>In UTF-16 code units; beyond it, finding out takes longer than the suggestion is worth.</summary>
    private const int LongestText = 1 << 19;

    public static Filtered Apply(Draft draft)
    {
        var request = draft.Request;
        if (draft.Text.AsSpan().IndexOfAny(")]}") < 0
            || request.Text.Length > LongestText
            || Languages.IsProse(request.LanguageId)
            || StillOpen(request, draft.ReplacedAfterCaret) is not { } open)
        {
            return draft;
        }

        var own = new Stack<char>();
        var scan = new CodeScan(draft.Text, request.LanguageId);
        while (scan.MoveNext())
        {
            var bracket = draft.Text[scan.Position];
            if (bracket is '(' or '[' or '{')
            {
                own.Push(bracket);
            }
            else if (!own.TryPop(out _) && !(open.TryPop(out var opener) && Closes(bracket, opener)))
            {
                var kept = draft.Text[..scan.Position].TrimEnd();
                return kept.Length == 0 ? NoSuggestionReason.BreaksSyntax : draft with { Text = kept };
            }
        }

        return draft;
    }

    /// <returns>The brackets before the caret that nothing after it closes, or null where the text does not add up anyway.</returns>
    private static Stack<char>? StillOpen(CompletionRequest request, int replaced)
    {
        var open = new Stack<char>();
        var before = new CodeScan(request.Text.AsSpan(0, request.Caret), request.LanguageId);
        while (before.MoveNext())
        {
            var bracket = request.Text[before.Position];
            if (bracket is '(' or '[' or '{')
            {
                open.Push(bracket);
            }
            else if (!(open.TryPop(out var opener) && Closes(bracket, opener)))
            {
                return null;
            }
        }

        return before.EndsOutsideCode ? null : WithoutClosed(open, request, replaced);
    }

    private static Stack<char>? WithoutClosed(Stack<char> open, CompletionRequest request, int replaced)
    {
        var rest = request.Text.AsSpan(request.Caret + replaced);
        var own = new Stack<char>();
        var after = new CodeScan(rest, request.LanguageId);
        while (after.MoveNext())
        {
            var bracket = rest[after.Position];
            if (bracket is '(' or '[' or '{')
            {
                own.Push(bracket);
            }
            else if (!own.TryPop(out _) && !SkipTo(bracket, open))
            {
                return null;
            }
        }

        return open;
    }

    // What was opened in between is what the suggestion is to close.
    private static bool SkipTo(char closer, Stack<char> open)
    {
        var between = new Stack<char>();
        while (open.TryPop(out var opener))
        {
            if (Closes(closer, opener))
            {
                while (between.TryPop(out var skipped))
                {
                    open.Push(skipped);
                }

                return true;
            }

            between.Push(opener);
        }

        return false;
    }

    private static bool Closes(char closer, char opener) => (opener, closer) is ('(', ')') or ('[', ']') or ('{', '}');
}
