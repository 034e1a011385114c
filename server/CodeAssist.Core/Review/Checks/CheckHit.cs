using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks;

/// <summary>A place of a file that a check objects to, changed or not.</summary>
/// <param name="Rule">The rule that is broken there.</param>
/// <param name="Place">What is shown: short, and not empty.</param>
/// <param name="Message">One or two sentences on this very place.</param>
public sealed record CheckHit(ReviewRule Rule, OffsetRange Place, string Message)
{
    /// <summary>All that the fault consists of: a change anywhere in it is a reason to tell. The place itself where nothing is said.</summary>
    public OffsetRange? Extent { get; init; }

    public double Confidence { get; init; } = 1;

    /// <summary>Title of a menu entry, and the replacements that take the fault away; none overlaps another.</summary>
    public CheckFix? Fix { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}
