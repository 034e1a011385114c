namespace CodeAssist.Core.Models;

/// <summary>What a model said, or why it said nothing.</summary>
public abstract record ModelReply
{
    private ModelReply()
    {
    }

    /// <param name="Text">The text as generated, without the stop text.</param>
    /// <param name="Probability">Joint probability of the generated tokens, 0 to 1.</param>
    /// <param name="Usage">What it took.</param>
    public sealed record Answered(string Text, double Probability, ModelUsage Usage) : ModelReply
    {
        /// <summary>Other answers, where they were asked for; no two alike, the likeliest first.</summary>
        public IReadOnlyList<AlternativeAnswer> Alternatives { get; init; } = [];
    }

    public sealed record Failed(ModelFailure Failure) : ModelReply;
}
