using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion;

/// <summary>What came of one request. Having nothing to suggest is a normal answer, not an error.</summary>
public abstract record CompletionOutcome
{
    private CompletionOutcome()
    {
    }

    /// <summary>What the model spent on it; null when no model was asked or none answered.</summary>
    public ModelUsage? Usage { get; init; }

    /// <param name="InsertText">The text to show at the caret.</param>
    /// <param name="ReplacedAfterCaret">How many code units after the caret <paramref name="InsertText"/> already contains and replaces.</param>
    /// <param name="Model">Who suggested it.</param>
    /// <param name="Probability">Joint probability that the model gave its text, 0 to 1.</param>
    public sealed record Suggested(
        string InsertText, int ReplacedAfterCaret, CompletionModel Model, double Probability) : CompletionOutcome;

    /// <param name="Reason">Why there is nothing to show.</param>
    /// <param name="Detail">One sentence more where the reason alone does not say what to do.</param>
    public sealed record NoSuggestion(NoSuggestionReason Reason, string? Detail) : CompletionOutcome
    {
        public NoSuggestion(NoSuggestionReason reason)
            : this(reason, null)
        {
        }
    }
}
