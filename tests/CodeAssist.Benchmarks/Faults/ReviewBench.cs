using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Benchmarks.Together;
using CodeAssist.Context;
using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Context.CSharp.Likelihood;
using CodeAssist.Context.Fixes;
using CodeAssist.Context.Outline;
using CodeAssist.Context.Sarif;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Checks;
using CodeAssist.Core.Review.Checks.Text;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;
using CodeAssist.Models.Local;

namespace CodeAssist.Benchmarks.Faults;

/// <summary>Puts changed lines, half of them with a fault, to the reviewers that ship, through the pipeline that ships.</summary>
internal static class ReviewBench
{
    private const string Together = "together";

    /// <param name="model">GGUF file.</param>
    /// <param name="folder">A project that neither the model nor a calibration has seen.</param>
    /// <param name="files">Relative paths of its files.</param>
    /// <param name="faults">Most faults.</param>
    public static async Task<JsonObject> RunAsync(string model, string folder, IReadOnlyList<string> files, int faults)
    {
        await using var host = await BenchHost.StartAsync(model, CancellationToken.None);
        var calibration = await FaultCalibrations.Shipped.OfAsync(Path.GetFullPath(model), CancellationToken.None);
        IReviewer[] reviewers =
        [
            new ChecksReviewer([.. TextChecks.All, new CSharpChecks()], []),
            new AnalyzersReviewer(folder, await SarifReports.ReadAsync([], CancellationToken.None)),
            .. calibration is null ? Enumerable.Empty<IReviewer>()
                : [new LikelihoodReviewer(new AlternativesByLanguage(new CSharpAlternatives()), host.Model, calibration, new LikelihoodBudget(TimeSpan.FromHours(1)), TimeProvider.System)],
        ];
        var lines = await FaultGathering.LinesAsync(folder, files, faults);
        var answers = new List<ReviewedAnswer>();
        var busy = TimeSpan.Zero;
        foreach (var line in lines)
        {
            foreach (var reviewer in reviewers)
            {
                var started = Stopwatch.GetTimestamp();
                answers.Add(await AskAsync(line, folder, reviewer));
                busy += reviewer is LikelihoodReviewer ? Stopwatch.GetElapsedTime(started) : TimeSpan.Zero;
            }
        }

        return Report(lines, [.. answers, .. lines.Select(line => Joined(line, answers.Where(answer => answer.Line == line)))], lines.Count / Math.Max(0.001, busy.TotalSeconds));
    }

    private static async Task<ReviewedAnswer> AskAsync(ReviewedLine line, string folder, IReviewer reviewer)
    {
        var now = line.Document;
        var (start, end) = (now.OffsetAt(new TextPosition(line.Line, 0)), now.OffsetAt(new TextPosition(line.Line + 1, 0)));
        var file = new ChangedFile
        {
            Path = line.Path,
            Kind = ChangeKind.Modified,
            Old = DocumentSnapshot.Open(line.Path, now.Language, 0, now.Text.Remove(start, end - start)),
            New = now,
            Hunks = [new Hunk(new LineSpan(line.Line, line.Line), new LineSpan(line.Line, line.Line + 1))],
            Length = now.Text.Length,
        };
        var pipeline = new ReviewPipeline([reviewer], new CodeOutline(), new FixCheck());
        var result = await pipeline.RunAsync(new ChangeSet(folder, "bench", [file]), new ReviewOptions(), progress: null, CancellationToken.None);
        var told = result.Findings.Where(finding => finding.Range is not null).ToList();
        var right = told.Where(finding => finding.Range is { } range && line.IsAbout(new OffsetRange(now.OffsetAt(range.Start), now.OffsetAt(range.End)))).ToList();

        return new ReviewedAnswer(line, reviewer.Id, told.Count > 0, right.Count > 0, right.Exists(finding => TakesAway(line, finding.Fix)), told.FirstOrDefault()?.Rule.Id);
    }

    private static bool TakesAway(ReviewedLine line, Fix? fix) =>
        fix is { Edits: [var edit] }
        && string.Concat(line.Document.Text.AsSpan(0, line.Document.OffsetAt(edit.Range.Start)), edit.NewText, line.Document.Text.AsSpan(line.Document.OffsetAt(edit.Range.End)))
            .Equals(line.Before.Text, StringComparison.Ordinal);

    private static ReviewedAnswer Joined(ReviewedLine line, IEnumerable<ReviewedAnswer> answers) => answers.Aggregate(
        new ReviewedAnswer(line, Together, IsTold: false, IsRight: false, IsFixed: false, null),
        (all, one) => all with { IsTold = all.IsTold || one.IsTold, IsRight = all.IsRight || one.IsRight, IsFixed = all.IsFixed || one.IsFixed });

    private static JsonObject Report(IReadOnlyList<ReviewedLine> lines, IReadOnlyList<ReviewedAnswer> answers, double speed)
    {
        var faulty = lines.Count(line => line.Fault is not null);
        var together = Of([.. answers.Where(answer => answer.Reviewer is Together)]);
        return new JsonObject
        {
            ["bench"] = "review",
            ["faults"] = faulty,
            ["clean"] = lines.Count - faulty,
            ["precision"] = together["precision"]?.DeepClone(),
            ["recall"] = together["recall"]?.DeepClone(),
            ["by_reviewer"] = Groups(answers, answer => answer.Reviewer),
            ["by_kind"] = Groups(answers.Where(answer => answer is { Reviewer: Together, Line.Fault: not null }), answer => answer.Line.Fault!.Kind.ToString()),
            ["by_rule"] = Groups(answers.Where(answer => answer.Rule is not null), answer => answer.Rule!),
            ["lines_per_second"] = Math.Round(speed, 1),
        };
    }

    private static JsonObject Groups(IEnumerable<ReviewedAnswer> answers, Func<ReviewedAnswer, string> key) => new(answers
        .GroupBy(key, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, Of([.. group]))));

    private static JsonObject Of(IReadOnlyList<ReviewedAnswer> answers)
    {
        List<ReviewedAnswer> told = [.. answers.Where(answer => answer.IsTold)], faulty = [.. answers.Where(answer => answer.Line.Fault is not null)];
        var figures = new JsonObject { ["faults"] = faulty.Count, ["told"] = told.Count, ["right"] = told.Count(answer => answer.IsRight), ["fixed"] = told.Count(answer => answer.IsFixed) };
        Add(figures, "precision", told);
        Add(figures, "recall", faulty);
        Add(figures, "false_alarms", [.. answers.Where(answer => answer.Line.Fault is null)], answer => answer.IsTold);
        return figures;
    }

    private static void Add(JsonObject figures, string name, IReadOnlyList<ReviewedAnswer> answers, Func<ReviewedAnswer, bool>? figure = null)
    {
        var values = Statistics.Mean(answers, answer => answer.Line.Path, answer => (figure?.Invoke(answer) ?? answer.IsRight) ? 1 : 0);
        figures[name] = double.IsNaN(values[0]) ? null : Math.Round(values[0], 3);
        figures[name + "_interval"] = double.IsNaN(values[0]) ? null : new JsonArray(Math.Round(values[1], 3), Math.Round(values[2], 3));
    }
}
