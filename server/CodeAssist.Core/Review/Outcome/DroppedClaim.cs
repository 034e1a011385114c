using CodeAssist.Core.Review.Anchoring;

namespace CodeAssist.Core.Review.Outcome;

/// <summary>Something that a reviewer said and nobody is shown, for the log and for whoever measures reviewers.</summary>
/// <param name="Reviewer">Who said it.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Path">The file that it named.</param>
/// <param name="Reason">Why it was dropped.</param>
public sealed record DroppedClaim(string Reviewer, string Rule, string Path, DropReason Reason);
