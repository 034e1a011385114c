using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Server.Assisting;

/// <summary>What came of a task.</summary>
/// <param name="Trail">How it came about.</param>
internal abstract record AssistOutcome(AssistTrail Trail)
{
    /// <param name="Trail">How it came about.</param>
    /// <param name="Text">In Markdown.</param>
    /// <param name="IsPartial">Whether its end is missing.</param>
    public sealed record Explained(AssistTrail Trail, string Text, bool IsPartial) : AssistOutcome(Trail);

    /// <param name="Trail">How it came about.</param>
    /// <param name="Change">The change, checked and not applied.</param>
    /// <param name="Remark">What the model says about it; empty for nothing.</param>
    public sealed record Changed(AssistTrail Trail, Fix Change, string Remark) : AssistOutcome(Trail);

    /// <param name="Trail">How it came about.</param>
    /// <param name="Why">What went wrong.</param>
    /// <param name="NextStep">What to do about it.</param>
    public sealed record Failed(AssistTrail Trail, string Why, string NextStep) : AssistOutcome(Trail);
}
