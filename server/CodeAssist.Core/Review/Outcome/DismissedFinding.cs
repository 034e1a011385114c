using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Core.Review.Outcome;

/// <summary>A finding that somebody does not want to see again, and what they said.</summary>
public sealed record DismissedFinding(Finding Finding, Dismissal Dismissal);
