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
        foreach (var file in result.Coverage.Where(file => !file.IsDone))
        {
            console.MarkupLineInterpolated($"[yellow]{file.State.ToString()}:[/] {file.Path} {string.Join(' ', file.Reasons)}");
        }

        // Which files nobody has to read is of interest, but not one line for each of a thousand pictures.
        foreach (var skipped in result.Coverage.Where(file => file.State is CoverageState.Skipped).GroupBy(file => file.Reasons[0], StringComparer.Ordinal))
        {
            const int MostNames = 5;
            var paths = skipped.Select(file => file.Path).ToList();
            var more = paths.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - MostNames} more") : "";
            console.MarkupLineInterpolated($"[grey]Skipped: {string.Join(", ", paths.Take(MostNames))}{more}. {skipped.Key}[/]");
        }
    }

    private static string Place(TextRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Start.Line + 1}:{range.Start.Character + 1}");

    private static string Line(int line) => string.Create(CultureInfo.InvariantCulture, $":{line + 1}");
}
