using CodeAssist.Core.Assist;

namespace CodeAssist.Server.Assisting.Output;

/// <summary>What <c>explain --json</c> and <c>fix --json</c> print.</summary>
/// <param name="Outcome"><c>explained</c>, <c>partial</c>, <c>changed</c> or <c>failed</c>.</param>
/// <param name="Text">The explanation, or what the model says of its change.</param>
/// <param name="Diff">The change as a unified diff; null for none.</param>
/// <param name="Problem">What went wrong and what to do; null for nothing.</param>
/// <param name="TaskId">The task's name in the ledger.</param>
/// <param name="Route">Who did it and why.</param>
/// <param name="Steps">Every question that was asked.</param>
internal sealed record AssistReport(
    string Outcome, string Text, string? Diff, string? Problem, string TaskId, RouteReport Route, IReadOnlyList<AssistStep> Steps)
{
    /// <param name="outcome">What came of it.</param>
    /// <param name="subject">What was asked about.</param>
    public static AssistReport Of(AssistOutcome outcome, AssistSubject subject) => outcome switch
    {
        AssistOutcome.Explained explained => new(explained.IsPartial ? "partial" : "explained", explained.Text, null, null, outcome.Trail),
        AssistOutcome.Changed changed => new("changed", changed.Remark, UnifiedDiff.Of(subject, changed.Change), null, outcome.Trail),
        AssistOutcome.Failed failed => new("failed", "", null, $"{failed.Why} {failed.NextStep}", outcome.Trail),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private AssistReport(string outcome, string text, string? diff, string? problem, AssistTrail trail)
        : this(outcome, text, diff, problem, trail.TaskId, RouteReport.Of(trail.Decision), trail.Steps)
    {
    }
}
