namespace CodeAssist.Core.Completion.Mixing;

/// <summary>How much each feature counts: the result of a fit, kept as it came out.</summary>
/// <param name="OfCandidate">One for each of the features of a text: <see cref="CandidateCount"/>.</param>
/// <param name="OfNone">One for each of those of "none of them": <see cref="NoneCount"/>.</param>
public sealed record MixWeights(IReadOnlyList<double> OfCandidate, IReadOnlyList<double> OfNone)
{
    /// <summary>How many weights a text has.</summary>
    public const int CandidateCount = MixFeatures.Count;

    /// <summary>How many weights "none of them" has.</summary>
    public const int NoneCount = MixFeatures.NoneCount;

    /// <summary>A conditional logit over the candidates and "none of them".</summary>
    /// <returns>A probability for each candidate, in their order; what is left to 1 is that none is right.</returns>
    internal double[] Probabilities(IReadOnlyList<MixCandidate> candidates)
    {
        var scores = new double[candidates.Count + 1];
        for (var i = 0; i < candidates.Count; i++)
        {
            scores[i] = Dot(OfCandidate, MixFeatures.Of(candidates[i]));
        }

        scores[^1] = Dot(OfNone, MixFeatures.OfNone(candidates));
        var highest = scores.Max();
        var total = scores.Sum(score => Math.Exp(score - highest));

        return [.. scores[..^1].Select(score => Math.Exp(score - highest) / total)];
    }

    private static double Dot(IReadOnlyList<double> weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
