using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Server.Reviewing.Output;

/// <summary>A fix as programs read it.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Edits">In the order of the file.</param>
internal sealed record ReportedFix(string Title, IReadOnlyList<ReportedEdit> Edits)
{
    public static ReportedFix Of(Fix fix) =>
        new(fix.Title, [.. fix.Edits.Select(edit => new ReportedEdit(ReportedPlace.Of(edit.Range), edit.NewText))]);
}
