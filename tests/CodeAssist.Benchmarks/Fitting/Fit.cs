using System.Globalization;
using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks.Fitting;

/// <summary>Finds the weights under which the index gives what was really typed the highest probability.</summary>
internal static class Fit
{
    /// <summary>The weights, made as sure as they may be of projects that they were not fitted on.</summary>
    /// <remarks>
    /// Each project is judged by weights that were fitted on the others; what then makes the truth most probable (a factor for the
    /// candidates', a factor for the caret's and an offset) is laid over the weights that were fitted on all.
    /// </remarks>
    public static ContinuationWeights Calibrated(IReadOnlyList<Sample> samples, out string calibration)
    {
        var judged = new List<ConditionalLogit.Sample>();
        foreach (var history in samples.Select(sample => sample.History).Distinct(StringComparer.Ordinal))
        {
            var others = Run([.. samples.Where(sample => !string.Equals(sample.History, history, StringComparison.Ordinal))]);
            judged.AddRange(samples.Where(sample => string.Equals(sample.History, history, StringComparison.Ordinal)).Select(sample => new ConditionalLogit.Sample(
                history,
                [.. sample.Candidates.Select(features => new[] { Dot(others.OfCandidate, features) })],
                [Dot(others.OfCaret, sample.Caret), 1],
                sample.Right)));
        }

        var (ofChoice, ofNone) = ConditionalLogit.Run(judged, choiceCount: 1, noneCount: 2);
        var all = Run(samples);
        calibration = string.Create(CultureInfo.InvariantCulture, $"candidates × {ofChoice[0]:0.000}, caret × {ofNone[0]:0.000} + {ofNone[1]:0.000}");

        return new ContinuationWeights(
            [.. all.OfCandidate.Select(weight => weight * ofChoice[0])],
            [.. all.OfCaret.Select((weight, index) => (weight * ofNone[0]) + (index == 0 ? ofNone[1] : 0))]);
    }

    public static ContinuationWeights Run(IReadOnlyList<Sample> samples)
    {
        var (ofCandidate, ofCaret) = ConditionalLogit.Run(
            [.. samples.Select(sample => new ConditionalLogit.Sample(sample.History, sample.Candidates, sample.Caret, sample.Right))],
            CandidateFeatures.Count,
            CandidateFeatures.CaretCount);

        return new ContinuationWeights(ofCandidate, ofCaret);
    }

    private static double Dot(double[] weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
