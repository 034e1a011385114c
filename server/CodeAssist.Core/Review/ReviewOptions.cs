using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Core.Review;

/// <summary>How a change is to be reviewed.</summary>
public sealed record ReviewOptions
{
    /// <summary>Which lines findings may be about.</summary>
    public ReviewScope Scope { get; init; } = ReviewScope.Added;

    /// <summary>Severities that the user put in the place of the rules' own, by rule id; null for rules that are off.</summary>
    public IReadOnlyDictionary<string, Severity?> Levels { get; init; } = new Dictionary<string, Severity?>(StringComparer.Ordinal);

    public IReadOnlyList<Dismissal> Dismissals { get; init; } = [];

    /// <summary>The review before on the same subject.</summary>
    public EarlierReview Earlier { get; init; } = EarlierReview.None;

    /// <summary>Files that are looked at side by side.</summary>
    public int AtOnce { get; init; } = 1;
}
