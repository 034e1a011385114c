using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Core.Tests.Review;

/// <summary>A reviewer that says what it was told to say, and keeps what it was shown.</summary>
internal sealed class ScriptedReviewer(string id, Func<FileUnderReview, ReviewerAnswer> answer) : IReviewer
{
    private readonly List<string> _shown = [];

    public ScriptedReviewer(params Claim[] claims)
        : this("scripted", file => new ReviewerAnswer.Reviewed([.. claims.Where(claim => Concerns(claim, file))]))
    {
    }

    public string Id => id;

    public IReadOnlyList<ReviewRule> Rules => [];

    public string? Silence { get; init; }

    /// <summary>Paths of the files that it was shown.</summary>
    public IReadOnlyList<string> Shown => _shown;

    public Func<ChangeSet, ReviewerAnswer> OnChange { get; init; } = _ => ReviewerAnswer.Nothing;

    public ReviewerAnswer ReviewChange(ChangeSet change) => OnChange(change);

    public Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _shown.Add(file.File.Path);
        return Task.FromResult(answer(file));
    }

    /// <summary>A script names files that are not part of the change too: it then speaks of them with the first one.</summary>
    private static bool Concerns(Claim claim, FileUnderReview file) =>
        string.Equals(claim.Path, file.File.Path, StringComparison.Ordinal)
        || (ReferenceEquals(file.File, file.Change.Files[0]) && file.Change.Files.All(other => !string.Equals(other.Path, claim.Path, StringComparison.Ordinal)));
}
