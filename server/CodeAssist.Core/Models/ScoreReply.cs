namespace CodeAssist.Core.Models;

/// <summary>How probable a model finds given texts, or why it does not say.</summary>
public abstract record ScoreReply
{
    private ScoreReply()
    {
    }

    /// <param name="Scores">In the order of the continuations.</param>
    /// <param name="Usage">What it took.</param>
    public sealed record Scored(IReadOnlyList<ContinuationScore> Scores, ScoreUsage Usage) : ScoreReply;

    public sealed record Failed(ModelFailure Failure) : ScoreReply;
}
