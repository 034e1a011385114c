namespace CodeAssist.Core.Review.Memory;

/// <summary>What is remembered of a review, for the next one on the same subject.</summary>
/// <param name="Findings">What it ended with, what it carried over from others included.</param>
/// <param name="Files">Path and digest of the content of every file that it read to the end.</param>
public sealed record EarlierReview(IReadOnlyList<EarlierFinding> Findings, IReadOnlyDictionary<string, string> Files)
{
    public static EarlierReview None { get; } = new([], new Dictionary<string, string>(StringComparer.Ordinal));
}
