using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A finding as programs read it.</summary>
/// <param name="Id">The same for the same fault from review to review; <c>codeassist review dismiss</c> takes it.</param>
/// <param name="Reviewer">Who found it.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Category">The kind of harm.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Place">Where; null for the file as a whole.</param>
/// <param name="Symbol">Full name of the enclosing member; null outside of any.</param>
/// <param name="Message">What is wrong at this very place.</param>
/// <param name="Description">Why it matters and what to do.</param>
/// <param name="Novelty">What it is to the review before.</param>
/// <param name="Fix">What takes it away; null where nothing was found that does no harm.</param>
/// <param name="Evidence">Who else says so.</param>
internal sealed record ReportedFinding(
    string Id,
    string Reviewer,
    string Rule,
    string Title,
    FindingCategory Category,
    Severity Severity,
    double Confidence,
    string Path,
    ReportedPlace? Place,
    string? Symbol,
    string Message,
    string Description,
    Novelty Novelty,
    ReportedFix? Fix,
    IReadOnlyList<Evidence> Evidence)
{
    public static ReportedFinding Of(Finding finding, Novelty novelty) => new(
        finding.Id,
        finding.Reviewer,
        finding.Rule.Id,
        finding.Rule.Title,
        finding.Rule.Category,
        finding.Severity,
        finding.Confidence,
        finding.Path,
        finding.Range is { } range ? ReportedPlace.Of(range) : null,
        finding.Symbol,
        finding.Message,
        finding.Rule.Description,
        novelty,
        finding.Fix is { } fix ? ReportedFix.Of(fix) : null,
        finding.Evidence);
}
