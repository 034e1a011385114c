namespace CodeAssist.Core.Completion.Mixing;

/// <summary>How much each feature counts: the result of a fit, kept as it came out.</summary>
/// <param name="OfCandidate">One for each of <see cref="MixFeatures.Count"/>.</param>
/// <param name="OfNone">One for each of <see cref="MixFeatures.NoneCount"/>.</param>
/// <param name="Show">From this probability on, a text is worth showing unasked.</param>
internal sealed record MixWeights(double[] OfCandidate, double[] OfNone, double Show)
{
    /// <summary>A conditional logit over the candidates and "none of them".</summary>
    /// <returns>A probability for each candidate, in their order; what is left to 1 is that none is right.</returns>
    public double[] Probabilities(IReadOnlyList<MixCandidate> candidates)
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

    private static double Dot(double[] weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
