namespace CodeAssist.Core.Review.Likelihood;

/// <summary>How long a review may spend on likelihoods. Every file gets its share by its changed lines, so that files side by side do not take each other's.</summary>
/// <param name="Total">For the whole review.</param>
public sealed record LikelihoodBudget(TimeSpan Total)
{
    /// <summary>Even of a large change every file gets a look.</summary>
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    /// <param name="lines">Changed lines of a file.</param>
    /// <param name="allLines">Changed lines of all files.</param>
    public TimeSpan Share(int lines, int allLines)
    {
        var share = Total * ((double)lines / Math.Max(1, allLines));
        return share > _least ? share : _least;
    }
}
