using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Memory;

/// <summary>A finding as the review before remembers it: enough to tell people about it, and to know it again.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Rule">Its rule's id.</param>
/// <param name="Severity">How much it mattered.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Line">Line from zero; null for a whole file.</param>
/// <param name="Message">What was said.</param>
public sealed record EarlierFinding(string Id, string Rule, Severity Severity, string Path, int? Line, string Message)
{
    public static EarlierFinding Of(Finding finding) =>
        new(finding.Id, finding.Rule.Id, finding.Severity, finding.Path, finding.Range?.Start.Line, finding.Message);
}
