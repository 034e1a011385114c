using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>Content of a file that remembers the last review of a subject.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Root">The repository, so that nobody takes another's memory for this one's.</param>
/// <param name="Subject">What was reviewed.</param>
/// <param name="Review">What is remembered of it.</param>
internal sealed record StoredReview(int Version, string Root, string Subject, EarlierReview Review)
{
    public const int CurrentVersion = 1;
}
