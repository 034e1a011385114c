using System.Globalization;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Core.Completion.Mixing;

namespace CodeAssist.Benchmarks.Together;

/// <summary>Fits the mix of workspace and model, and says how well it does on other histories.</summary>
internal static class MixFit
{
    public static async Task WriteAsync(List<MixSample> samples, List<MixSample> heldOut, TextWriter output)
    {
        var weights = ConditionalLogit.Run([.. samples.Select(Choice)], MixFeatures.Count, MixFeatures.NoneCount);
        await output.WriteLineAsync("Mix of workspace and model, rest of a line");
        await output.WriteLineAsync(Numbers(weights.OfChoice) + ",");
        await output.WriteLineAsync(Numbers(weights.OfNone) + ",");
        await output.WriteLineAsync("fitted on: " + Describe(samples, weights.OfChoice, weights.OfNone));
        await output.WriteLineAsync("held out:  " + Describe(heldOut, weights.OfChoice, weights.OfNone));
    }

    private static ConditionalLogit.Sample Choice(MixSample sample) => new(sample.History, sample.Candidates, sample.None, sample.Right);

    private static string Describe(List<MixSample> samples, double[] ofCandidate, double[] ofNone)
    {
        if (samples.Count == 0)
        {
            return "no tasks";
        }

        var ranked = samples.Select(sample => First(sample, ofCandidate, ofNone)).OrderByDescending(first => first.Probability).ToList();
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.Count} tasks, right {100.0 * ranked.Count(first => first.IsRight) / ranked.Count:0.0} %, among the candidates {100.0 * samples.Count(sample => sample.Right >= 0) / samples.Count:0.0} %");
        foreach (var share in new[] { 0.2, 0.3, 0.4, 0.5 })
        {
            var shown = ranked.Take(Math.Max(1, (int)(share * ranked.Count))).ToList();
            report += string.Create(
                CultureInfo.InvariantCulture,
                $"; {share:P0}: right {100.0 * shown.Count(first => first.IsRight) / shown.Count:0.0} %, from {shown[^1].Probability:0.00}");
        }

        return report;
    }

    private static (bool IsRight, double Probability) First(MixSample sample, double[] ofCandidate, double[] ofNone)
    {
        var probabilities = ConditionalLogit.Probabilities(sample.Candidates, sample.None, ofCandidate, ofNone);
        var best = Array.IndexOf(probabilities, probabilities.DefaultIfEmpty(0).Max());

        return best < 0 ? (false, 0) : (best == sample.Right, probabilities[best]);
    }

    private static string Numbers(double[] weights) =>
        "[" + string.Join(", ", weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture))) + "]";
}
