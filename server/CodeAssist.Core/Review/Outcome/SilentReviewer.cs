namespace CodeAssist.Core.Review.Outcome;

/// <summary>A reviewer that did not take part.</summary>
/// <param name="Reviewer">Its id.</param>
/// <param name="Why">One sentence on why, and how to enable it.</param>
public sealed record SilentReviewer(string Reviewer, string Why);
