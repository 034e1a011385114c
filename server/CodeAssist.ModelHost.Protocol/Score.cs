namespace CodeAssist.ModelHost.Protocol;

/// <param name="ModelId">A loaded model.</param>
/// <param name="Slot">As in a generation: the two share the cached prompt of their slot.</param>
/// <param name="Parts">The prompt, in order.</param>
/// <param name="Priority">Who waits for whom.</param>
/// <param name="MaxTokens">
/// Room kept for an answer, as <see cref="GenerationLimits.MaxTokens"/>: with the same number the prompt is trimmed alike and stays cached.
/// Only so many tokens of a continuation are scored.
/// </param>
/// <param name="Continuations">Texts that may follow the prompt, as the model would write them; never searched for special tokens.</param>
public sealed record ScoreParams(
    string ModelId,
    string Slot,
    IReadOnlyList<PromptPart> Parts,
    GenerationPriority Priority,
    int MaxTokens,
    IReadOnlyList<string> Continuations);

/// <summary>What one request may hold; more is refused as a whole.</summary>
public static class ScoreLimits
{
    /// <summary>Most continuations of one request: a line of code and fifty others that may have been meant, each with and without what follows.</summary>
    public const int Continuations = 128;

    /// <summary>Most characters of one continuation.</summary>
    public const int Characters = 4_096;
}

/// <summary>Exactly one of the two is set.</summary>
public sealed record ScoreResult(Scoring? Scoring, HostFailure? Failure);

/// <param name="Scores">In the order of the continuations.</param>
/// <param name="Usage">The exact accounting.</param>
public sealed record Scoring(IReadOnlyList<ContinuationScore> Scores, ScoringUsage Usage);

/// <param name="LogProbability">Natural logarithm of the joint probability of the continuation's tokens after the prompt; 0 for an empty one.</param>
/// <param name="Tokens">How many tokens that is.</param>
/// <param name="IsCut">Whether the continuation has more tokens than there was room for; they are not in the score.</param>
/// <param name="EndLogProbability">
/// Natural logarithm of the probability that the text or its line ends after the continuation: of all tokens that end the text or
/// begin with a line break together. Null for a continuation that was cut.
/// </param>
public sealed record ContinuationScore(double LogProbability, int Tokens, bool IsCut, double? EndLogProbability);

/// <param name="PromptTokens">Tokens of the prompt as decoded.</param>
/// <param name="ReusedTokens">How many of them were already in the cache.</param>
/// <param name="TrimmedTokens">Tokens cut from the prompt so that it fits.</param>
/// <param name="ScoredTokens">Tokens of the continuations that were decoded; beginnings they share are decoded once.</param>
/// <param name="QueuedMilliseconds">From arrival to the first step.</param>
/// <param name="TotalMilliseconds">From arrival to the end.</param>
public sealed record ScoringUsage(
    int PromptTokens, int ReusedTokens, int TrimmedTokens, int ScoredTokens, double QueuedMilliseconds, double TotalMilliseconds);
