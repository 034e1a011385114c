using CodeAssist.Core.Review.Checks;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>A text that may have been meant where another one stands.</summary>
/// <param name="Kind">The fault that there would be.</param>
/// <param name="Place">What would go; within one line, never empty where <paramref name="Text"/> is.</param>
/// <param name="Text">What would come in its place.</param>
public sealed record Alternative(FaultKind Kind, OffsetRange Place, string Text);
