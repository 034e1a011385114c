using System.Globalization;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;
using Spectre.Console;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review for people at a terminal: what to do first, then what was looked at.</summary>
internal static class TextReport
{
    public static void Write(ReviewResult result, IAnsiConsole console)
    {
        if (result.ChangeSummary.Length > 0)
        {
            console.MarkupLineInterpolated($"{result.ChangeSummary}");
            console.WriteLine();
        }

        foreach (var file in result.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal))
        {
            console.MarkupLineInterpolated($"[bold]{file.Key}[/]");
            foreach (var finding in file)
            {
                Write(finding, result, console);
            }

            console.WriteLine();
        }

        foreach (var carried in result.Comparison.Carried)
        {
            console.MarkupLineInterpolated($"[yellow]Not looked at again:[/] {carried.Path}{(carried.Line is { } line ? Line(line) : "")} {carried.Message} [grey]({carried.Rule})[/]");
        }

        WriteCoverage(result, console);
        foreach (var notice in result.Change.Notices)
        {
            console.MarkupLineInterpolated($"[grey]{notice}[/]");
        }

        foreach (var silent in result.Silent)
        {
            console.MarkupLineInterpolated($"[grey]Silent: {silent.Reviewer}. {silent.Why}[/]");
        }

        if (ReviewSummary.Models(result) is { Length: > 0 } models)
        {
            console.MarkupLineInterpolated($"[grey]{models}[/]");
        }

        if (ReviewSummary.Changes(result) is { Length: > 0 } changes)
        {
            console.MarkupLineInterpolated($"Since the review before: {changes}");
        }

        var colour = result.Verdict is not Verdict.Complete ? "yellow" : result.Findings.Count == 0 ? "green" : "bold";
        console.MarkupLine($"{Markup.Escape(result.Change.Subject)}: [{colour}]{Markup.Escape(ReviewSummary.Of(result))}[/] {Markup.Escape(ReviewSummary.Of(result.Verdict))}");
    }

    private static void Write(Finding finding, ReviewResult result, IAnsiConsole console)
    {
        var colour = finding.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "blue" };
        var place = finding.Range is { } range ? Place(range) : "-";
        var novelty = result.Comparison.Novelties[finding.Id] is Novelty.Late ? " [grey]late[/]" : "";
        console.MarkupLine(
            $"  [grey]{Markup.Escape(place),-9}[/] [{colour}]{finding.Severity.ToString().ToLowerInvariant(),-7}[/] {Markup.Escape(finding.Message)} "
            + $"[grey]{Markup.Escape(finding.Rule.Id)} · {finding.Reviewer} · {finding.Id[..8]}[/]{novelty}");
        if (finding.Fix is { } fix)
        {
            console.MarkupLineInterpolated($"            [grey]fix: {fix.Title}[/]");
        }

        foreach (var evidence in finding.Evidence)
        {
            console.MarkupLineInterpolated($"            [grey]{evidence.Source}: {evidence.Text}[/]");
        }
    }

    private static void WriteCoverage(ReviewResult result, IAnsiConsole console)
    {
        // One reason often holds for many files: the end of the review, a thousand pictures.
        foreach (var group in result.Coverage.Where(file => !file.IsDone).GroupBy(file => (file.State, Reasons: string.Join(' ', file.Reasons))))
        {
            console.MarkupLineInterpolated($"[yellow]{group.Key.State.ToString()}:[/] {Names(group)}. {group.Key.Reasons}");
        }

        foreach (var group in result.Coverage.Where(file => file.State is CoverageState.Skipped).GroupBy(file => file.Reasons[0], StringComparer.Ordinal))
        {
            console.MarkupLineInterpolated($"[grey]Skipped: {Names(group)}. {group.Key}[/]");
        }
    }

    private static string Names(IEnumerable<FileCoverage> files)
    {
        const int MostNames = 5;
        var paths = files.Select(file => file.Path.Length == 0 ? "the change" : file.Path).ToList();
        return string.Join(", ", paths.Take(MostNames)) + (paths.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - MostNames} more") : "");
    }

    private static string Place(TextRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Start.Line + 1}:{range.Start.Character + 1}");

    private static string Line(int line) => string.Create(CultureInfo.InvariantCulture, $":{line + 1}");
}
