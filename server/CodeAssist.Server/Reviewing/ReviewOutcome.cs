using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing;

/// <summary>What came of asking for a review.</summary>
internal abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <param name="Result">The review.</param>
    /// <param name="Problems">What went wrong beside it, one sentence each: a memory that cannot be read, a report that is none.</param>
    public sealed record Done(ReviewResult Result, IReadOnlyList<string> Problems) : ReviewOutcome;

    /// <summary>There is nothing that could be reviewed.</summary>
    public sealed record Failed(ChangeReading.Failed Why) : ReviewOutcome;
}
