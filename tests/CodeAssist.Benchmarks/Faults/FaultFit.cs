using System.Globalization;
using CodeAssist.Benchmarks.Fitting;
using CodeAssist.Core.Review.Likelihood;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>Fits what each sign weighs, and finds the thresholds on projects that the fit has not seen.</summary>
internal static class FaultFit
{
    /// <summary>So much of what is told has to be a fault, of each kind, where every second line has one.</summary>
    private const double Goal = 0.95;

    /// <summary>With fewer findings of a kind a threshold is chance.</summary>
    private const int Fewest = 8;

    /// <summary>Nothing is told that is less likely than that, whatever the goal lets pass.</summary>
    private const double LeastProbability = 0.5;

    private static readonly double[] _compared = [0.75, 0.85, 0.9, 0.95, 0.98];

    public static FaultCalibration Run(IReadOnlyList<FaultSample> samples, TextWriter output)
    {
        var told = samples.Select(sample => sample.Project).Distinct(StringComparer.Ordinal).SelectMany(project =>
        {
            var others = Weights([.. samples.Where(sample => !string.Equals(sample.Project, project, StringComparison.Ordinal))]);
            return samples.Where(sample => string.Equals(sample.Project, project, StringComparison.Ordinal)).Select(sample => Told.Of(sample, others));
        }).OfType<Told>().ToList();
        foreach (var goal in _compared)
        {
            output.WriteLine(Line(goal, samples, told));
        }

        return Weights(samples) with { Thresholds = Thresholds(told, Goal) };
    }

    private static Dictionary<FaultKind, double> Thresholds(IReadOnlyList<Told> told, double goal)
    {
        var thresholds = new Dictionary<FaultKind, double>();
        foreach (var kind in told.GroupBy(answer => answer.Kind).OrderBy(kind => kind.Key))
        {
            var ordered = kind.OrderByDescending(answer => answer.Probability).ToList();
            var right = 0;
            for (var count = 1; count <= ordered.Count; count++)
            {
                right += ordered[count - 1].IsRight ? 1 : 0;
                if (count >= Fewest && right >= goal * count)
                {
                    thresholds[kind.Key] = Math.Max(LeastProbability, Math.Round(ordered[count - 1].Probability, 3));
                }
            }
        }

        return thresholds;
    }

    private static string Line(double goal, IReadOnlyList<FaultSample> samples, IReadOnlyList<Told> told)
    {
        var thresholds = Thresholds(told, goal);
        var shown = told.Where(answer => thresholds.TryGetValue(answer.Kind, out var least) && answer.Probability >= least).ToList();
        var kinds = shown.GroupBy(answer => answer.Kind).OrderBy(kind => kind.Key).Select(kind => string.Create(
            CultureInfo.InvariantCulture, $"{kind.Key} from {thresholds[kind.Key]:0.000} {kind.Count(answer => answer.IsRight)}/{kind.Count()} of {samples.Count(sample => sample.Kind == kind.Key)}"));
        var faults = samples.Count(sample => sample.Kind is not null);
        return string.Create(CultureInfo.InvariantCulture,
            $"goal {goal:0.00}: right {100.0 * shown.Count(answer => answer.IsRight) / Math.Max(1, shown.Count):0.0} %, of all faults {100.0 * shown.Count(answer => answer.IsRight) / faults:0.0} %, false alarms on {100.0 * shown.Count(answer => answer.IsClean) / Math.Max(1, samples.Count - faults):0.0} % of clean lines; {string.Join(", ", kinds)}");
    }

    private static FaultCalibration Weights(IReadOnlyList<FaultSample> samples)
    {
        var (weights, none) = ConditionalLogit.Run(
            [.. samples.Where(sample => sample.Right >= 0 || sample.Kind is null).Select(sample => new ConditionalLogit.Sample(
                sample.Project, [.. sample.Alternatives.Select(FaultFeatures.Of)], [1, Math.Log(1 + sample.Alternatives.Count)], sample.Right))],
            FaultFeatures.Count,
            noneCount: 2);

        return new FaultCalibration([.. weights.Select(Rounded)], Rounded(none[1]), Rounded(none[0]), new Dictionary<FaultKind, double>(), []);
    }

    private static double Rounded(double weight) => Math.Round(weight, 3);

    /// <summary>What would be told of a line without a threshold.</summary>
    private sealed record Told(FaultKind Kind, double Probability, bool IsRight, bool IsClean)
    {
        public static Told? Of(FaultSample sample, FaultCalibration weights)
        {
            if (weights.Likeliest(sample.Alternatives) is not { } best)
            {
                return null;
            }

            var place = sample.Alternatives.Index().First(other => ReferenceEquals(other.Item, best.Weighed)).Index;

            return new Told(best.Weighed.Alternative.Kind, best.Probability, sample.Near.Contains(place), sample.Kind is null);
        }
    }
}
