using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>Weights that say as much of projects they were not fitted on as of those they were.</summary>
/// <remarks>
/// Each project is judged by weights that were fitted on the others. What then makes the truth most probable, a factor for the
/// candidates, one for "none of them" and an offset, is laid over the weights that were fitted on all.
/// </remarks>
/// <param name="Weights">Fitted on all, and calibrated.</param>
/// <param name="Judged">What calibrated weights of the other projects say of each sample, in their order.</param>
internal sealed record CrossFit(MixWeights Weights, IReadOnlyList<Verdict> Judged)
{
    public static CrossFit Of(IReadOnlyList<ConfidenceSample> samples)
    {
        var logits = samples.Select(Logit).ToList();
        var others = logits.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).ToDictionary(
            project => project,
            project => Run([.. logits.Where(sample => !string.Equals(sample.Group, project, StringComparison.Ordinal))]),
            StringComparer.Ordinal);
        var scores = logits.ConvertAll(sample => new ConditionalLogit.Sample(
            sample.Group,
            [.. sample.Choices.Select(features => new[] { Dot(others[sample.Group].OfCandidate, features) })],
            [Dot(others[sample.Group].OfNone, sample.None), 1],
            sample.Right));
        var (ofChoice, ofNone) = ConditionalLogit.Run(scores, choiceCount: 1, noneCount: 2);
        var all = Run(logits);

        return new CrossFit(
            new MixWeights(
                [.. all.OfCandidate.Select(weight => Math.Round(weight * ofChoice[0], 3))],
                [.. all.OfNone.Select((weight, index) => Math.Round((weight * ofNone[0]) + (index == 0 ? ofNone[1] : 0), 3))]),
            [.. scores.Select((sample, index) => Verdict.Of(samples[index], ConditionalLogit.Probabilities(sample.Choices, sample.None, ofChoice, ofNone)))]);
    }

    private static MixWeights Run(IReadOnlyList<ConditionalLogit.Sample> samples)
    {
        var (ofChoice, ofNone) = ConditionalLogit.Run(samples, MixFeatures.Count, MixFeatures.NoneCount);

        return new MixWeights(ofChoice, ofNone);
    }

    private static ConditionalLogit.Sample Logit(ConfidenceSample sample) =>
        new(sample.History, [.. sample.Candidates.Select(MixFeatures.Of)], MixFeatures.OfNone(sample.Candidates), sample.Right);

    private static double Dot(IReadOnlyList<double> weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
