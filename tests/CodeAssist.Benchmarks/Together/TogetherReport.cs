using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Replay;

namespace CodeAssist.Benchmarks.Together;

/// <summary>Adds what the model, and workspace and model together, came to; shares with their 95 % intervals.</summary>
internal static class TogetherReport
{
    // The threshold of the model that ships, which it carries in its own file.
    private const double ModelMinimum = 0.3;

    public static JsonObject Add(JsonObject report, IReadOnlyList<TogetherAnswer> all)
    {
        report["model_tasks"] = all.Count;
        report["exact_minus_index"] = Interval(all, Gain);
        foreach (var name in new[] { "rest", "line", "in_name" })
        {
            var answers = all.Where(answer => string.Equals(answer.Kind, name, StringComparison.Ordinal)).ToList();
            report[$"{name}_exact"] = Interval(answers, answer => answer.IsRight);
            report[$"{name}_exact_minus_index"] = Interval(answers, Gain);
            report[$"{name}_shown"] = Interval(answers, answer => answer.IsShown);
            report[$"{name}_exact_when_shown"] = Interval([.. answers.Where(answer => answer.IsShown)], answer => answer.IsShownRight);
            report[$"model_{name}_exact"] = Interval(answers, answer => answer.IsModelRight);
            report[$"model_{name}_exact_with_context"] = Interval(answers, answer => answer.IsModelRightWithContext);
            report[$"model_{name}_shown"] = Interval(answers, answer => answer.ModelProbability >= ModelMinimum);
            report[$"model_{name}_exact_when_shown"] = Interval(
                [.. answers.Where(answer => answer.ModelProbability >= ModelMinimum)], answer => answer.IsModelRight);
        }

        report["ms_p50"] = Math.Round(Statistics.Percentile(all.Select(answer => answer.Milliseconds), 0.5), 1);
        report["ms_p95"] = Math.Round(Statistics.Percentile(all.Select(answer => answer.Milliseconds), 0.95), 1);
        var random = new Random(20);
        report["samples"] = new JsonArray([.. random.GetItems(all.ToArray(), Math.Min(20, all.Count)).Select(answer => JsonValue.Create(answer.Sample))]);

        return report;
    }

    private static double Gain(TogetherAnswer answer) => (answer.IsRight ? 1 : 0) - (answer.IsIndexRight ? 1 : 0);

    private static JsonArray Interval(IReadOnlyList<TogetherAnswer> answers, Func<TogetherAnswer, bool> figure) =>
        Interval(answers, answer => figure(answer) ? 1.0 : 0);

    private static JsonArray Interval(IReadOnlyList<TogetherAnswer> answers, Func<TogetherAnswer, double> figure) =>
        new([.. Statistics.Mean(answers, answer => answer.Group, figure)
            .Select(value => double.IsNaN(value) ? null : JsonValue.Create(Math.Round(value, 3)))]);
}
