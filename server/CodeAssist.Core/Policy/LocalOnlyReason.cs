namespace CodeAssist.Core.Policy;

/// <param name="Cause">For code.</param>
/// <param name="Sentence">For people.</param>
public sealed record LocalOnlyReason(LocalOnlyCause Cause, string Sentence);
