namespace CodeAssist.Core.Models;

/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="ReusedTokens">How many of them were in the cache already.</param>
/// <param name="ScoredTokens">Tokens of the texts that were computed; what several begin with counts once.</param>
/// <param name="Total">From the request to the end.</param>
public sealed record ScoreUsage(int PromptTokens, int ReusedTokens, int ScoredTokens, TimeSpan Total)
{
    /// <summary>What the caller waited, the way there and back included; <see cref="Total"/> where nobody took the time.</summary>
    public TimeSpan Waited { get; init; } = Total;
}
