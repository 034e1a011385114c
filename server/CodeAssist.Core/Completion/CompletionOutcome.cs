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

    /// <param name="Suggestions">At least one, the likeliest first; several only where they were asked for.</param>
    public sealed record Suggested(IReadOnlyList<Suggestion> Suggestions) : CompletionOutcome
    {
        /// <summary>The one that is shown first.</summary>
        public Suggestion Best => Suggestions[0];
    }

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
