using CodeAssist.Core.Completion.Context;

namespace CodeAssist.Core.Completion.Typing;

/// <summary>Suggestions with the text that they were made for, as much of it as the model saw.</summary>
/// <param name="Scope">For whom they were made.</param>
/// <param name="Prefix">The text before the caret.</param>
/// <param name="Suffix">The text behind the caret, with what a suggestion may replace.</param>
/// <param name="ReachesEnd">Whether <paramref name="Suffix"/> goes on to the document's end.</param>
/// <param name="Trigger">Whether the user had asked.</param>
/// <param name="Suggestions">At least one, the best first.</param>
public sealed record ShownText(
    CacheScope Scope, string Prefix, string Suffix, bool ReachesEnd, CompletionTrigger Trigger, IReadOnlyList<Suggestion> Suggestions)
{
    private const int BytesPerObject = 64;

    /// <summary>Keeps suggestions for the request they were made for.</summary>
    public static ShownText Of(CompletionRequest request, CacheScope scope, IReadOnlyList<Suggestion> suggestions)
    {
        var window = CodeWindow.Around(request.Text, request.Caret, WindowSize.For(scope.Limits.PromptTokens, otherCharacters: 0));

        return new ShownText(
            scope,
            window.Prefix,
            window.Suffix,
            request.Caret + window.Suffix.Length == request.Text.Length,
            request.Trigger,
            [.. suggestions.Where(suggestion => suggestion.ReplacedAfterCaret <= window.Suffix.Length)]);
    }

    /// <summary>Memory that it takes, in bytes; two for each UTF-16 code unit.</summary>
    public long Bytes =>
        (2L * (Prefix.Length + Suffix.Length + Suggestions.Sum(suggestion => (long)suggestion.InsertText.Length)))
        + (BytesPerObject * (4L + Suggestions.Count));
}
