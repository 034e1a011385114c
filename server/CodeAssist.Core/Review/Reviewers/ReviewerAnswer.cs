using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Core.Review.Reviewers;

/// <summary>What a reviewer says of one file.</summary>
public abstract record ReviewerAnswer
{
    private ReviewerAnswer()
    {
    }

    /// <summary>Looked at all of it and found nothing.</summary>
    public static ReviewerAnswer Nothing { get; } = new Reviewed([]);

    /// <param name="Claims">Not yet checked by anybody.</param>
    public sealed record Reviewed(IReadOnlyList<Claim> Claims) : ReviewerAnswer
    {
        /// <summary>What it did not look at, one sentence each; empty where it looked at everything.</summary>
        public IReadOnlyList<string> Gaps { get; init; } = [];

        /// <summary>What it could do only in part and nobody need worry about, one sentence each; shown once for the whole review, which stays complete.</summary>
        public IReadOnlyList<string> Notices { get; init; } = [];

        /// <summary>What it thought of and does not stand by.</summary>
        public IReadOnlyList<DroppedClaim> Dropped { get; init; } = [];
    }

    /// <summary>It could not do its work. Never the same as having found nothing.</summary>
    /// <param name="Why">One sentence.</param>
    public sealed record Failed(string Why) : ReviewerAnswer;
}
