namespace CodeAssist.Core.Review.Outcome;

/// <summary>Whether a review may be relied on. It says nothing on whether the change is good.</summary>
public enum Verdict
{
    /// <summary>Everything was looked at by everybody who takes part.</summary>
    Complete,

    /// <summary>Some of it was not; the coverage says what.</summary>
    Partial,

    /// <summary>Nothing was, though there was something to look at.</summary>
    Failed,
}
