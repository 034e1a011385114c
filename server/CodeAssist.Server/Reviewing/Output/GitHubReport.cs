using System.Globalization;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review as commands of a GitHub Actions log, which show as annotations of the change.</summary>
/// <remarks>GitHub shows ten of each level for a step; the summary line says how many there are.</remarks>
internal static class GitHubReport
{
    public static IEnumerable<string> Write(ReviewResult result)
    {
        foreach (var finding in result.Findings.OrderByDescending(finding => finding.Severity))
        {
            var place = finding.Range is { } range
                ? string.Create(CultureInfo.InvariantCulture, $",line={range.Start.Line + 1},endLine={range.End.Line + 1}{Columns(finding)}")
                : "";
            yield return $"::{Level(finding.Severity)} file={Property(finding.Path)}{place},title={Property($"{finding.Rule.Id}: {finding.Rule.Title}")}::{Data(finding.Message)}";
        }

        foreach (var carried in result.Comparison.Carried)
        {
            yield return $"::{Level(carried.Severity)} file={Property(carried.Path)},title={Property($"{carried.Rule}: not looked at again")}::{Data(carried.Message)}";
        }

        foreach (var file in result.Coverage.Where(file => !file.IsDone))
        {
            yield return $"::warning file={Property(file.Path)},title=Not reviewed::{Data(string.Join(' ', file.Reasons))}";
        }

        yield return $"::notice title=CodeAssist::{Data($"{ReviewSummary.Of(result)} {ReviewSummary.Of(result.Verdict)}")}";
    }

    /// <summary>GitHub takes columns only within one line.</summary>
    private static string Columns(Finding finding) => finding.Range is { } range && range.Start.Line == range.End.Line
        ? string.Create(CultureInfo.InvariantCulture, $",col={range.Start.Character + 1},endColumn={range.End.Character + 1}")
        : "";

    private static string Level(Severity severity) => severity is Severity.Note ? "notice" : severity.ToString().ToLowerInvariant();

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
