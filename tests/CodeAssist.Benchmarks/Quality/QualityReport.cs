using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Replay;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Shares with their 95 % intervals, over all holes and by kind.</summary>
internal static class QualityReport
{
    public static JsonObject Of(IReadOnlyList<QualityAnswer> answers)
    {
        var report = new JsonObject { ["bench"] = "quality", ["holes"] = answers.Count };
        Add(report, "exact", answers, answer => answer.IsExact ? 1 : 0);
        Add(report, "exact_with_context", answers, answer => answer.IsExactWithContext ? 1 : 0);
        Add(report, "context_gain", answers, answer => (answer.IsExactWithContext ? 1 : 0) - (answer.IsExact ? 1 : 0));
        Add(report, "edit_similarity", answers, answer => answer.Similarity);
        Add(report, "parses", [.. answers.Where(answer => answer.ShownParses is not null)], answer => answer.ShownParses is true ? 1 : 0);
        Add(report, "shown", answers, answer => answer.IsShown ? 1 : 0);
        Add(report, "exact_when_shown", [.. answers.Where(answer => answer.IsShown)], answer => answer.IsShownExact ? 1 : 0);
        AddNames(report, [.. answers.Where(answer => answer.Hole.Path.EndsWith(".cs", StringComparison.Ordinal))]);
        report["by_kind"] = new JsonObject(answers.GroupBy(answer => answer.Hole.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            KeyValuePair.Create<string, JsonNode?>(group.Key, new JsonObject
            {
                ["holes"] = group.Count(),
                ["exact"] = Math.Round(group.Average(answer => answer.IsExact ? 1.0 : 0), 3),
                ["shown"] = Math.Round(group.Average(answer => answer.IsShown ? 1.0 : 0), 3),
                ["exact_when_shown"] = group.Any(answer => answer.IsShown)
                    ? Math.Round(group.Where(answer => answer.IsShown).Average(answer => answer.IsShownExact ? 1.0 : 0), 3) : null,
            })));

        return report;
    }

    // Only C# has them.
    private static void AddNames(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        report["names_holes"] = answers.Count;
        Add(report, "names_exact_gain", answers, answer => (answer.IsExact ? 1 : 0) - (answer.Free.IsExact ? 1 : 0));
        Add(report, "names_shown_gain", answers, answer => (answer.IsShown ? 1 : 0) - (answer.Free.IsShown ? 1 : 0));
        Add(report, "exact_when_shown_with_free_names", [.. answers.Where(answer => answer.Free.IsShown)], answer => answer.Free.IsShownExact ? 1 : 0);
        Add(report, "names_changed", answers, answer => answer.Free.IsOther ? 1 : 0);
        Add(report, "names_wrongly_forbidden", answers, answer => answer.IsWantedForbidden ? 1 : 0);
    }

    private static void Add(JsonObject report, string name, IReadOnlyList<QualityAnswer> answers, Func<QualityAnswer, double> figure)
    {
        var values = Statistics.Mean(answers, answer => answer.Hole.Path, figure);
        report[name] = double.IsNaN(values[0]) ? null : Math.Round(values[0], 3);
        report[name + "_interval"] = double.IsNaN(values[0]) ? null : new JsonArray(Math.Round(values[1], 3), Math.Round(values[2], 3));
    }
}
