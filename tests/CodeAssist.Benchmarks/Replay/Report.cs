using System.Text.Json.Nodes;
using CodeAssist.Context.Index.Search;

namespace CodeAssist.Benchmarks.Replay;

/// <summary>The figures of a replay as one JSON object; shares with their 95 % intervals.</summary>
internal static class Report
{
    private static readonly double[] _thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

    public static JsonObject Of(Replayed replayed)
    {
        var report = new JsonObject { ["bench"] = "built-in", ["tasks"] = replayed.Answers.Count };
        var kinds = new[]
        {
            ("rest", replayed.Answers.FindAll(answer => !answer.IsWholeLine), FittedWeights.ShowRestOfLine),
            ("line", replayed.Answers.FindAll(answer => answer.IsWholeLine), FittedWeights.ShowWholeLine),
            ("in_name", replayed.AnswersInNames, FittedWeights.ShowRestOfLine),
        };
        foreach (var (name, answers, threshold) in kinds)
        {
            var shown = answers.Where(answer => answer.Probability >= threshold).ToList();
            report[$"index_{name}_tasks"] = answers.Count;
            report[$"index_{name}_exact"] = Interval(answers, answer => answer.IsIndexRight ? 1 : 0);
            report[$"index_{name}_shown"] = Interval(answers, answer => answer.Probability >= threshold ? 1 : 0);
            report[$"index_{name}_exact_when_shown"] = Interval(shown, answer => answer.IsIndexRight ? 1 : 0);
            report[$"naive_{name}_exact"] = Interval(answers, answer => answer.IsNaiveRight ? 1 : 0);
            report[$"naive_file_{name}_exact"] = Interval(answers, answer => answer.IsNaiveFileRight ? 1 : 0);
            report[$"index_minus_naive_{name}"] = Interval(answers, answer => (answer.IsIndexRight ? 1 : 0) - (answer.IsNaiveRight ? 1 : 0));
            report[$"index_{name}_by_threshold"] = new JsonArray([.. _thresholds.Select(limit => ByThreshold(answers, limit))]);
        }

        report["index_ms_p50"] = Round(Statistics.Percentile(replayed.Answers.Select(answer => answer.Milliseconds), 0.5));
        report["index_ms_p95"] = Round(Statistics.Percentile(replayed.Answers.Select(answer => answer.Milliseconds), 0.95));
        report["update_ms_p95"] = Round(Statistics.Percentile(replayed.UpdateMilliseconds, 0.95));
        report["build_mb_per_s"] = Round(replayed.SourceBytes / 1e6 / replayed.BuildSeconds);
        report["bytes_per_byte"] = Round((double)replayed.IndexBytes / replayed.SourceBytes);
        var random = new Random(20);
        report["samples"] = new JsonArray([.. random.GetItems(replayed.Answers.ToArray(), Math.Min(20, replayed.Answers.Count)).Select(answer => JsonValue.Create(answer.Sample))]);
        return report;
    }

    private static JsonObject ByThreshold(List<Answer> answers, double threshold)
    {
        var shown = answers.Where(answer => answer.Probability >= threshold).ToList();
        return new JsonObject
        {
            ["from"] = threshold,
            ["shown"] = Round((double)shown.Count / Math.Max(1, answers.Count)),
            ["exact"] = Round(shown.Count == 0 ? 0 : shown.Average(answer => answer.IsIndexRight ? 1.0 : 0)),
            ["said"] = Round(shown.Count == 0 ? 0 : shown.Average(answer => answer.Probability)),
        };
    }

    private static JsonArray Interval(List<Answer> answers, Func<Answer, double> figure) =>
        new([.. Statistics.Mean(answers, answer => answer.Group, figure).Select(value => double.IsNaN(value) ? null : JsonValue.Create(Round(value)))]);

    private static double Round(double value) => double.IsFinite(value) ? Math.Round(value, 3) : 0;
}
