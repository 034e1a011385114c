using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Core.Review.Outcome;

/// <summary>What a review came to.</summary>
public sealed record ReviewResult
{
    public required ChangeSet Change { get; init; }

    /// <summary>In the order of paths and places; files as a whole before their lines.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public required IReadOnlyList<DismissedFinding> Dismissed { get; init; }

    /// <summary>One for each file of the change, in its order; those that cannot belong to a file come under an empty path.</summary>
    public required IReadOnlyList<FileCoverage> Coverage { get; init; }

    public required ReviewComparison Comparison { get; init; }

    /// <summary>Ids of the reviewers that took part.</summary>
    public required IReadOnlyList<string> Reviewers { get; init; }

    public required IReadOnlyList<SilentReviewer> Silent { get; init; }

    public required IReadOnlyList<DroppedClaim> Dropped { get; init; }

    /// <summary>What the next review on the same subject is to know of this one.</summary>
    public required EarlierReview Remembered { get; init; }

    /// <summary>Whether somebody ended it before its end.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What the change does, in a few sentences that name only what was read; empty where no model took part.</summary>
    public string ChangeSummary { get; init; } = "";

    /// <summary>Which models were asked, and what that cost.</summary>
    public IReadOnlyList<ModelUse> Models { get; init; } = [];

    public Verdict Verdict
    {
        get
        {
            var readable = Coverage.Where(file => file.State is not CoverageState.Skipped).ToList();
            return readable switch
            {
                [] => IsCancelled ? Verdict.Partial : Verdict.Complete,
                _ when readable.All(file => file.State is CoverageState.Failed) => Verdict.Failed,
                _ when IsCancelled || readable.Exists(file => !file.IsDone) => Verdict.Partial,
                _ => Verdict.Complete,
            };
        }
    }

    /// <summary>Whether anything open is as grave as that, what could not be looked at again included.</summary>
    public bool Fails(FailLevel level) => level is not FailLevel.Never
        && (Findings.Any(finding => (int)finding.Severity >= (int)level) || Comparison.Carried.Any(finding => (int)finding.Severity >= (int)level));
}
