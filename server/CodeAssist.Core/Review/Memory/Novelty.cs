namespace CodeAssist.Core.Review.Memory;

/// <summary>What a finding is to the review before.</summary>
public enum Novelty
{
    New,

    /// <summary>The review before had it too.</summary>
    Open,

    /// <summary>It is in a file that the review before had read as it is now, and it was not found there.</summary>
    Late,
}
