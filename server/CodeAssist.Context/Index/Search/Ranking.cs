using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>Gives each candidate the probability that it follows; what is left to 1 is that none of them does.</summary>
internal static class Ranking
{
    public static List<(Candidate Candidate, double Probability)> Rank(
        CandidateSet set, CaretContext caret, Surroundings surroundings, SymbolTable symbols, ContinuationWeights weights)
    {
        Span<double> features = stackalloc double[Math.Max(CandidateFeatures.Count, CandidateFeatures.CaretCount)];
        CandidateFeatures.Describe(set, caret, features);
        var none = Dot(weights.OfCaret, features);
        var ranked = new List<(Candidate Candidate, double Score)>(set.All.Count);
        foreach (var candidate in set.All)
        {
            CandidateFeatures.Describe(set, candidate, caret, surroundings, symbols, features);
            ranked.Add((candidate, Dot(weights.OfCandidate, features)));
        }

        var highest = ranked.Count == 0 ? none : Math.Max(none, ranked.Max(entry => entry.Score));
        var total = Math.Exp(none - highest) + ranked.Sum(entry => Math.Exp(entry.Score - highest));
        return [.. ranked.Select(entry => (entry.Candidate, Math.Exp(entry.Score - highest) / total)).OrderByDescending(entry => entry.Item2)];
    }

    private static double Dot(double[] weights, ReadOnlySpan<double> features)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * features[index];
        }

        return sum;
    }
}
