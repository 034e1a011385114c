namespace CodeAssist.Core.Agent.Editing;

/// <summary>How much a measurement may take; what it has found until then counts.</summary>
/// <param name="Time">Most time.</param>
/// <param name="Tokens">Most tokens of questions and answers together.</param>
public sealed record EditTrialLimits(TimeSpan Time, long Tokens)
{
    /// <summary>Before somebody's first task, who waits for it.</summary>
    public static EditTrialLimits Unasked { get; } = new(TimeSpan.FromMinutes(2), 40_000);

    /// <summary>Where somebody asked for it.</summary>
    public static EditTrialLimits Asked { get; } = new(TimeSpan.FromMinutes(20), 200_000);
}
