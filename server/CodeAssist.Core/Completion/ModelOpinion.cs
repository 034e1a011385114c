using CodeAssist.Core.Models;

namespace CodeAssist.Core.Completion;

/// <param name="Opinion">What the model thinks, or null.</param>
/// <param name="Silence">Why it thinks nothing, or null.</param>
/// <param name="Usage">What asking it cost, or null when it did not answer.</param>
/// <param name="Scores">What it thinks of each of the workspace's proposals, in their order; empty where it was not asked or did not say.</param>
internal sealed record ModelOpinion(
    Opinion? Opinion, CompletionOutcome.NoSuggestion? Silence, ModelUsage? Usage, IReadOnlyList<ContinuationScore> Scores)
{
    /// <summary>What else it could have said, the likeliest first; only where the user asked.</summary>
    public IReadOnlyList<Opinion> Others { get; init; } = [];

    /// <summary>What it was asked, so that a second question finds the first one cached; null where it did not answer.</summary>
    public ModelQuestion? Question { get; init; }
}
