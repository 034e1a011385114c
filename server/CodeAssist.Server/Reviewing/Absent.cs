using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;

namespace CodeAssist.Server.Reviewing;

/// <summary>A reviewer that takes no part, so that a review can say so.</summary>
/// <param name="id">The reviewer's.</param>
/// <param name="silence">One sentence: why, and how to enable it.</param>
internal sealed class Absent(string id, string silence) : IReviewer
{
    public string Id => id;

    public IReadOnlyList<ReviewRule> Rules => [];

    public string Silence => silence;

    /// <summary>One that the user's settings keep out.</summary>
    /// <param name="id">The reviewer's.</param>
    /// <param name="setting">What switches it on.</param>
    public static Absent SwitchedOff(string id, string setting) => new(id, $"Switched off; the setting codeassist.{setting} switches it on.");

    public Task<ReviewerAnswer> ReviewAsync(FileUnderReview file, CancellationToken cancellationToken) => Task.FromResult(ReviewerAnswer.Nothing);
}
