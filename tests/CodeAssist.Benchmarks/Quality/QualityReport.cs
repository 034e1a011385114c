using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Replay;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Shares with their 95 % intervals, over all holes and by kind.</summary>
internal static class QualityReport
{
    public static JsonObject Of(IReadOnlyList<QualityAnswer> answers)
    {
        var report = new JsonObject { ["bench"] = "quality", ["holes"] = answers.Count };
        IReadOnlyList<QualityAnswer> csharp = [.. answers.Where(answer => answer.Binds is not null)];
        Add(report, "exact", answers, answer => answer.IsExact);
        Add(report, "edit_similarity", answers, answer => answer.Similarity);
        Add(report, "shown", answers, answer => answer.Shown is not null);
        Add(report, "exact_when_shown", [.. answers.Where(answer => answer.Shown is not null)], answer => answer.Shown!.IsExact);
        AddContext(report, answers);
        AddHealing(report, answers);
        AddGates(report, answers);
        AddCompiler(report, csharp);
        AddNames(report, csharp);
        report["by_kind"] = new JsonObject(answers.GroupBy(answer => answer.Hole.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            KeyValuePair.Create<string, JsonNode?>(group.Key, new JsonObject
            {
                ["holes"] = group.Count(),
                ["exact"] = Math.Round(group.Average(answer => answer.IsExact ? 1.0 : 0), 3),
                ["shown"] = Math.Round(group.Average(answer => answer.Shown is null ? 0 : 1.0), 3),
                ["exact_when_shown"] = group.Any(answer => answer.Shown is not null)
                    ? Math.Round(group.Where(answer => answer.Shown is not null).Average(answer => answer.Shown!.IsExact ? 1.0 : 0), 3) : null,
            })));

        return report;
    }

    private static void AddContext(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        Add(report, "exact_with_context", answers, answer => answer.IsExactWithContext);
        AddGain(report, "context_gain", answers, answer => answer.IsExactWithContext, answer => answer.IsExact);
        Add(report, "exact_with_signatures", answers, answer => answer.IsExactWithSignatures);
        AddGain(report, "signatures_gain", answers, answer => answer.IsExactWithSignatures, answer => answer.IsExact);
    }

    private static void AddHealing(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        Add(report, "exact_without_healing", answers, answer => answer.IsExactUnhealed);
        AddGain(report, "healing_gain", answers, answer => answer.IsExact, answer => answer.IsExactUnhealed);
        IReadOnlyList<QualityAnswer> words = [.. answers.Where(answer => answer.InWord is not null)];
        report["words_holes"] = words.Count;
        Add(report, "words_exact", words, answer => answer.InWord!.IsExact);
        Add(report, "words_exact_without_healing", words, answer => answer.InWord!.IsExactUnhealed);
        AddGain(report, "words_healing_gain", words, answer => answer.InWord!.IsExact, answer => answer.InWord!.IsExactUnhealed);
    }

    // Those who ask get what the gate of probability keeps from the others.
    private static void AddGates(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        Add(report, "answered", answers, answer => answer.First is not null);
        Add(report, "exact_when_answered", [.. answers.Where(answer => answer.First is not null)], answer => answer.IsExact);
        AddFills(report, "parses", answers, answer => answer.Shown, fill => fill.Parses);
        AddFills(report, "parses_when_answered", answers, answer => answer.First, fill => fill.Parses);
        Add(report, "shown_without_syntax_gate", answers, answer => answer.Ungated is not null);
        Add(report, "exact_when_shown_without_syntax_gate", [.. answers.Where(answer => answer.Ungated is not null)], answer => answer.Ungated!.IsExact);
        AddFills(report, "parses_without_syntax_gate", answers, answer => answer.Ungated, fill => fill.Parses);
    }

    private static void AddCompiler(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        Add(report, "names_bind", answers, answer => answer.Binds is true);
        AddFills(report, "compiles", answers, answer => answer.Shown, fill => fill.Objection is null);
        AddFills(report, "compiles_where_names_bind", [.. answers.Where(answer => answer.Binds is true)], answer => answer.Shown, fill => fill.Objection is null);
        AddFills(report, "compiles_when_answered", answers, answer => answer.First, fill => fill.Objection is null);
        AddFills(report, "compiles_when_answered_where_names_bind", [.. answers.Where(answer => answer.Binds is true)], answer => answer.First, fill => fill.Objection is null);
        AddFills(report, "compiles_without_syntax_gate", answers, answer => answer.Ungated, fill => fill.Objection is null);
    }

    // Only C# has them.
    private static void AddNames(JsonObject report, IReadOnlyList<QualityAnswer> answers)
    {
        report["names_holes"] = answers.Count;
        AddGain(report, "names_exact_gain", answers, answer => answer.IsExact, answer => answer.Free.IsExact);
        AddGain(report, "names_shown_gain", answers, answer => answer.Shown is not null, answer => answer.Free.IsShown);
        Add(report, "exact_when_shown_with_free_names", [.. answers.Where(answer => answer.Free.IsShown)], answer => answer.Free.IsShownExact);
        Add(report, "names_changed", answers, answer => answer.Free.IsOther);
        Add(report, "names_wrongly_forbidden", answers, answer => answer.IsWantedForbidden);
    }

    private static void AddFills(JsonObject report, string name, IReadOnlyList<QualityAnswer> answers, Func<QualityAnswer, Fill?> fill, Func<Fill, bool?> figure)
    {
        IReadOnlyList<QualityAnswer> told = [.. answers.Where(answer => fill(answer) is { } filled && figure(filled) is not null)];
        Add(report, name, told, answer => figure(fill(answer)!) is true);
        report[name + "_of"] = told.Count;
    }

    private static void AddGain(JsonObject report, string name, IReadOnlyList<QualityAnswer> answers, Func<QualityAnswer, bool> with, Func<QualityAnswer, bool> without) =>
        Add(report, name, answers, answer => (with(answer) ? 1 : 0) - (without(answer) ? 1 : 0));

    private static void Add(JsonObject report, string name, IReadOnlyList<QualityAnswer> answers, Func<QualityAnswer, bool> holds) => Add(report, name, answers, answer => holds(answer) ? 1.0 : 0);

    private static void Add(JsonObject report, string name, IReadOnlyList<QualityAnswer> answers, Func<QualityAnswer, double> figure)
    {
        var values = Statistics.Mean(answers, answer => answer.Hole.Path, figure);
        report[name] = double.IsNaN(values[0]) ? null : Math.Round(values[0], 3);
        report[name + "_interval"] = double.IsNaN(values[0]) ? null : new JsonArray(Math.Round(values[1], 3), Math.Round(values[2], 3));
    }
}
