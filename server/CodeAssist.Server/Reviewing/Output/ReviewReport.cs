using CodeAssist.Core.Review.Outcome;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A review as programs read it: the command line's JSON and the editor's review view.</summary>
/// <param name="Version">Of this form.</param>
/// <param name="Subject">What was reviewed.</param>
/// <param name="Root">Absolute path that all paths are relative to.</param>
/// <param name="Verdict">Whether the review may be relied on.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Findings">In the order of paths and places.</param>
/// <param name="Dismissed">What was found and is not shown.</param>
/// <param name="Fixed">What the review before had and is gone.</param>
/// <param name="Carried">What the review before had and nobody could look at now.</param>
/// <param name="Coverage">One for each changed file.</param>
/// <param name="Reviewers">Who took part.</param>
/// <param name="Silent">Who did not, and why.</param>
/// <param name="Notices">What to know of the input.</param>
/// <param name="DroppedClaims">How much reviewers said that the text did not bear out.</param>
/// <param name="Cancelled">Whether somebody ended it before its end.</param>
/// <param name="ChangeSummary">What the change does, in a few sentences; empty where no model took part.</param>
/// <param name="Models">Which models were asked, and what it cost.</param>
/// <param name="Account">The same in words; empty where none was.</param>
internal sealed record ReviewReport(
    int Version,
    string Subject,
    string Root,
    Verdict Verdict,
    string Summary,
    IReadOnlyList<ReportedFinding> Findings,
    IReadOnlyList<ReportedDismissal> Dismissed,
    IReadOnlyList<ReportedEarlierFinding> Fixed,
    IReadOnlyList<ReportedEarlierFinding> Carried,
    IReadOnlyList<FileCoverage> Coverage,
    IReadOnlyList<string> Reviewers,
    IReadOnlyList<SilentReviewer> Silent,
    IReadOnlyList<string> Notices,
    int DroppedClaims,
    bool Cancelled,
    string ChangeSummary,
    IReadOnlyList<ModelUse> Models,
    string Account)
{
    public const int CurrentVersion = 1;

    public static ReviewReport Of(ReviewResult result) => new(
        CurrentVersion,
        result.Change.Subject,
        result.Change.Root,
        result.Verdict,
        ReviewSummary.Of(result),
        [.. result.Findings.Select(finding => ReportedFinding.Of(finding, result.Comparison.Novelties[finding.Id]))],
        [.. result.Dismissed.Select(entry => new ReportedDismissal(
            ReportedFinding.Of(entry.Finding, result.Comparison.Novelties[entry.Finding.Id]), entry.Dismissal.Scope, entry.Dismissal.Reason, entry.Dismissal.Day))],
        [.. result.Comparison.Fixed.Select(ReportedEarlierFinding.Of)],
        [.. result.Comparison.Carried.Select(ReportedEarlierFinding.Of)],
        result.Coverage,
        result.Reviewers,
        result.Silent,
        result.Change.Notices,
        result.Dropped.Count,
        result.IsCancelled,
        result.ChangeSummary,
        result.Models,
        ReviewSummary.Models(result));
}
