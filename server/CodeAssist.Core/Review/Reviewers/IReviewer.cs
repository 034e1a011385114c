using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Reviewers;

/// <summary>Somebody who looks at changed files. Each is optional; all speak the same language.</summary>
public interface IReviewer
{
    /// <summary>One word, never renamed: <c>checks</c>.</summary>
    string Id { get; }

    /// <summary>Every rule whose findings it may bring; of a reviewer that passes on what others found, those that are known beforehand.</summary>
    IReadOnlyList<ReviewRule> Rules { get; }

    /// <summary>One sentence on why it stays silent and how to enable it; null where it takes part.</summary>
    string? Silence { get; }

    /// <summary>What concerns the change as a whole, and files that are not read.</summary>
    ReviewerAnswer ReviewChange(ChangeSet change) => ReviewerAnswer.Nothing;

    /// <summary>May be called for several files at once.</summary>
    Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken);
}
