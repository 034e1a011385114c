using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Memory;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A finding of the review before, as programs read it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Rule">Its rule's id.</param>
/// <param name="Severity">How much it mattered.</param>
/// <param name="Path">Where it was.</param>
/// <param name="Line">Line from one; null for a whole file.</param>
/// <param name="Message">What was said.</param>
internal sealed record ReportedEarlierFinding(string Id, string Rule, Severity Severity, string Path, int? Line, string Message)
{
    public static ReportedEarlierFinding Of(EarlierFinding finding) => new(finding.Id, finding.Rule, finding.Severity, finding.Path, finding.Line + 1, finding.Message);
}
