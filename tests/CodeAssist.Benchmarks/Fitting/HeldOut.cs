using System.Globalization;
using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks.Fitting;

/// <summary>How well weights do on samples that they were not fitted on.</summary>
internal static class HeldOut
{
    public static string Describe(IReadOnlyList<Sample> samples, ContinuationWeights weights)
    {
        var ranked = samples.Select(sample => First(sample, weights)).ToList();
        var right = ranked.Count(first => first.IsRight);
        var shown = ranked.OrderByDescending(first => first.Probability).Take(ranked.Count * 4 / 10).ToList();
        var said = string.Concat(new[] { 0.2, 0.3, 0.4, 0.5, 0.6 }.Select(from => Said(ranked, from)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{samples.Count} tasks, right {100.0 * right / samples.Count:0.0} %, among the candidates {100.0 * samples.Count(sample => sample.Right >= 0) / samples.Count:0.0} %, most certain 40 %: right {100.0 * shown.Count(first => first.IsRight) / shown.Count:0.0} % from {shown[^1].Probability:0.00}; from: right, said, of all{said}");
    }

    // How often it is right where it says at least so much, and how often it says that it is.
    private static string Said(List<(bool IsRight, double Probability)> ranked, double from)
    {
        var sure = ranked.Where(first => first.Probability >= from).ToList();
        return sure.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; {from:0.0}: {100.0 * sure.Count(first => first.IsRight) / sure.Count:0.0}, {100 * sure.Average(first => first.Probability):0.0}, {100.0 * sure.Count / ranked.Count:0.0} %");
    }

    private static (bool IsRight, double Probability) First(Sample sample, ContinuationWeights weights)
    {
        var scores = sample.Candidates.Select(features => Dot(weights.OfCandidate, features)).ToList();
        if (scores.Count == 0)
        {
            return (false, 0);
        }

        var best = scores.Max();
        var none = Dot(weights.OfCaret, sample.Caret);
        var total = scores.Sum(score => Math.Exp(score - best)) + Math.Exp(none - best);
        return (scores.IndexOf(best) == sample.Right, 1 / total);
    }

    private static double Dot(double[] weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
