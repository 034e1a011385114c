namespace CodeAssist.Core.Review.Chat;

/// <summary>Who looks at a file.</summary>
public abstract record ReviewModelChoice
{
    private ReviewModelChoice()
    {
    }

    public sealed record Chosen(IReviewModel Model) : ReviewModelChoice;

    /// <param name="Why">One sentence.</param>
    /// <param name="IsWanted">Whether the file's owner wants it so: that is no gap in the review.</param>
    public sealed record Nobody(string Why, bool IsWanted) : ReviewModelChoice;
}
