namespace CodeAssist.Benchmarks.Replay;

/// <summary>Shares with intervals that allow for tasks of one change being alike.</summary>
internal static class Statistics
{
    private const int Rounds = 1000;

    /// <summary>Mean of a figure, and its 95 % interval by bootstrap over changes; NaN without answers.</summary>
    public static double[] Mean<TAnswer>(IReadOnlyList<TAnswer> answers, Func<TAnswer, string> change, Func<TAnswer, double> figure)
    {
        var groups = answers.GroupBy(change, StringComparer.Ordinal)
            .Select(group => (Sum: group.Sum(figure), Count: group.Count())).ToArray();
        if (groups.Length == 0)
        {
            return [double.NaN, double.NaN, double.NaN];
        }

        var random = new Random(1);
        var means = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var (sum, count) = (0.0, 0);
            for (var draw = 0; draw < groups.Length; draw++)
            {
                var group = groups[random.Next(groups.Length)];
                sum += group.Sum;
                count += group.Count;
            }

            means[round] = sum / count;
        }

        Array.Sort(means);
        return [groups.Sum(group => group.Sum) / groups.Sum(group => group.Count), means[(int)(Rounds * 0.025)], means[(int)(Rounds * 0.975)]];
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
