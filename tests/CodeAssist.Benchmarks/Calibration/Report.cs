using System.Globalization;
using CodeAssist.Benchmarks.Replay;

namespace CodeAssist.Benchmarks.Calibration;

/// <summary>What verdicts come to, in words for people.</summary>
internal static class Report
{
    private static readonly double[] _from = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    private static readonly double[] _shares = [0.1, 0.2, 0.3, 0.4];

    public static IEnumerable<string> Of(string name, IReadOnlyList<Verdict> verdicts)
    {
        var ranked = verdicts.OrderByDescending(verdict => verdict.Said).ToList();
        yield return $"  {name}: {Share(verdicts)} right";
        yield return "    from: right, said, of all" + string.Concat(_from.Select(from => ranked.Where(verdict => verdict.Said >= from).ToList() is { Count: > 0 } sure
            ? string.Create(CultureInfo.InvariantCulture, $"; {from:0.0}: {Share(sure)}, {100 * sure.Average(verdict => verdict.Said):0.0}, {100.0 * sure.Count / ranked.Count:0.0} %")
            : ""));
        yield return "    surest: right, from" + string.Concat(_shares.Select(share => ranked.Take((int)(share * ranked.Count)).ToList() is { Count: > 0 } sure
            ? string.Create(CultureInfo.InvariantCulture, $"; {share:P0}: {Share(sure)}, {sure[^1].Said:0.00}")
            : ""));
    }

    private static string Share(IReadOnlyList<Verdict> verdicts)
    {
        var mean = Statistics.Mean(verdicts, verdict => verdict.History + ":" + verdict.Change, verdict => verdict.IsRight ? 1 : 0);

        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean[0]:0.0} % ({100 * mean[1]:0.0}–{100 * mean[2]:0.0})");
    }
}
