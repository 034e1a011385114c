namespace CodeAssist.Core.Review.Likelihood;

/// <summary>What was measured of one model: how much each sign weighs, and from which probability on a kind of fault is told.</summary>
/// <param name="Weights">In the order of <see cref="FaultFeatures"/>.</param>
/// <param name="OfCount">Weight of ln(1 + number of alternatives) for the line as written: the more there are, the sooner one of them fits by chance.</param>
/// <param name="OfNone">Constant for the line as written.</param>
/// <param name="Thresholds">The least probability by kind; a kind that is missing was not right often enough at any and stays unmentioned.</param>
/// <param name="Languages">Languages that were measured, by LSP id.</param>
public sealed record FaultCalibration(
    double[] Weights, double OfCount, double OfNone, IReadOnlyDictionary<FaultKind, double> Thresholds, IReadOnlyList<string> Languages)
{
    /// <summary>Probability that each of a line's alternatives was meant; what is left to 1 is the line as written. A conditional logit: softmax over weighted sums.</summary>
    /// <remarks>Where every second line has a fault, as in the measurement.</remarks>
    public double[] Probabilities(IReadOnlyList<WeighedAlternative> alternatives)
    {
        var scores = new double[alternatives.Count + 1];
        for (var index = 0; index < alternatives.Count; index++)
        {
            scores[index] = Dot(FaultFeatures.Of(alternatives[index]));
        }

        scores[^1] = OfNone + (OfCount * Math.Log(1 + alternatives.Count));
        var highest = scores.Max();
        var total = scores.Sum(score => Math.Exp(score - highest));

        return [.. scores[..^1].Select(score => Math.Exp(score - highest) / total)];
    }

    /// <returns>The likeliest alternative where it is told; null where the line is left as it is.</returns>
    public JudgedAlternative? Judge(IReadOnlyList<WeighedAlternative> alternatives) =>
        Likeliest(alternatives) is { } best && Thresholds.TryGetValue(best.Weighed.Alternative.Kind, out var least) && best.Probability >= least ? best : null;

    /// <returns>The likeliest that <see cref="WeighedAlternative.MayBeTold"/>; null where there is none.</returns>
    public JudgedAlternative? Likeliest(IReadOnlyList<WeighedAlternative> alternatives) => alternatives
        .Zip(Probabilities(alternatives), (weighed, probability) => new JudgedAlternative(weighed, probability))
        .Where(judged => judged.Weighed.MayBeTold)
        .MaxBy(judged => judged.Probability);

    private double Dot(double[] features) => Weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
