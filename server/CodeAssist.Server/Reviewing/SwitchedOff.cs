using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Server.Reviewing;

/// <summary>A reviewer that the user's settings keep out, so that a review can say so.</summary>
/// <param name="id">The reviewer's.</param>
/// <param name="setting">What switches it on.</param>
internal sealed class SwitchedOff(string id, string setting) : IReviewer
{
    public string Id => id;

    public IReadOnlyList<ReviewRule> Rules => [];

    public string Silence => $"Switched off; the setting codeassist.{setting} switches it on.";

    public Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken) => Task.FromResult(ReviewerAnswer.Nothing);
}
