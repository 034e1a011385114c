namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>Why Git gave no answer.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="NextStep">One sentence for people: what to do about it.</param>
public sealed record GitFailure(GitFailureKind Kind, string Message, string NextStep)
{
    /// <summary>The last lines that Git wrote; null where it wrote none.</summary>
    public string? Detail { get; init; }
}
