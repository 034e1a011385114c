namespace CodeAssist.Core.Review.Findings;

/// <summary>What kind of harm a finding is about.</summary>
public enum FindingCategory
{
    Correctness,
    Security,
    Reliability,
    Performance,
    Tests,
    Maintainability,

    /// <summary>The repository itself: files that do not belong, or not without others.</summary>
    Repository,
}
