namespace CodeAssist.Core.Review.Outcome;

/// <summary>How much of a changed file was looked at.</summary>
public enum CoverageState
{
    Reviewed,

    /// <summary>Not by everybody who takes part, or not all of it.</summary>
    Partial,

    /// <summary>Not at all, and that is in order.</summary>
    Skipped,

    /// <summary>Not at all, though it should have been.</summary>
    Failed,
}
