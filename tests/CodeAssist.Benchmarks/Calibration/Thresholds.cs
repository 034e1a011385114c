namespace CodeAssist.Benchmarks.Calibration;

/// <summary>From which probability on something is shown: as much as can be shown while enough of it is right.</summary>
internal static class Thresholds
{
    private const int FewestShown = 25;

    /// <summary>The least probability from which on at least so much is right, every project counting the same; 1 where none is.</summary>
    /// <param name="verdicts">Of projects that the weights were not fitted on.</param>
    /// <param name="right">Share that has to be right, 0 to 1.</param>
    public static double Least(IReadOnlyList<Verdict> verdicts, double right)
    {
        var counts = verdicts.CountBy(verdict => verdict.History, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (least, shown, shownRight, number) = (1.0, 0.0, 0.0, 0);
        foreach (var verdict in verdicts.Where(verdict => verdict.Said > 0).OrderByDescending(verdict => verdict.Said))
        {
            var share = 1.0 / counts[verdict.History];
            shown += share;
            shownRight += verdict.IsRight ? share : 0;
            number++;
            if (number >= FewestShown && shownRight / shown >= right)
            {
                least = verdict.Said;
            }
        }

        return Math.Round(Math.Ceiling(least * 100) / 100, 2);
    }
}
