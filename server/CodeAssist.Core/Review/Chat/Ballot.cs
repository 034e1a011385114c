using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Chat;

/// <summary>What several passes said of the same place, as one claim.</summary>
/// <param name="First">In the words of the earliest pass.</param>
/// <param name="Severity">What most said; of two that as many said, the lower.</param>
/// <param name="Votes">How many passes said it.</param>
/// <param name="Passes">How many there were.</param>
internal sealed record Ballot(PlacedClaim First, Severity Severity, int Votes, int Passes)
{
    /// <summary>More than half, which for one pass is that one.</summary>
    public bool IsCarried => 2 * Votes > Passes;

    /// <summary>Where one pass is all there is, nobody knows whether another would have said the same.</summary>
    public double Confidence => Passes == 1 ? 0.5 : 0.9 * Votes / Passes;

    /// <summary>Claims of one kind that begin on one line of one piece mean the same, however they are worded.</summary>
    /// <param name="said">With the pass, from zero.</param>
    /// <param name="passes">For each piece, how many passes read it.</param>
    /// <returns>In the order of the file.</returns>
    public static IReadOnlyList<Ballot> Count(IEnumerable<(int Pass, PlacedClaim Claim)> said, IReadOnlyList<int> passes) =>
    [
        .. from vote in said
           group vote by (vote.Claim.Unit, vote.Claim.Range.Start.Line, vote.Claim.Claim.Category) into same
           let first = same.MinBy(vote => vote.Pass).Claim
           orderby first.Range.Start, first.Claim.Category
           select new Ballot(first, Common(same.Select(vote => vote.Claim.Claim.Severity)), same.Select(vote => vote.Pass).Distinct().Count(), passes[first.Unit]),
    ];

    private static Severity Common(IEnumerable<Severity> said) =>
        said.GroupBy(severity => severity).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
}
