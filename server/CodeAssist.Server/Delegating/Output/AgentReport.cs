using CodeAssist.Core.Agent;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Server.Delegating.Output;

/// <summary>What became of a task, for programs.</summary>
/// <param name="Task">Its name in the ledger.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="IsFinished">Whether the model says that the goal is reached and nothing speaks against it.</param>
/// <param name="Summary">The model's last word; of a plan the plan.</param>
/// <param name="IsKept">Whether the changes are in the files still.</param>
/// <param name="Changes">What the task changed.</param>
/// <param name="Steps">Every answer of a model, with what came of its calls.</param>
/// <param name="Errands">What a model of this machine looked for in between.</param>
/// <param name="Models">Who did it, in order, and why.</param>
/// <param name="InputTokens">Tokens of all questions.</param>
/// <param name="OutputTokens">Tokens of all answers.</param>
/// <param name="Dollars">What that costs by the catalogue; null where some of it is not known.</param>
internal sealed record AgentReport(
    string Task,
    AgentEndReason End,
    string Sentence,
    bool IsFinished,
    string Summary,
    bool IsKept,
    IReadOnlyList<AgentReport.Change> Changes,
    IReadOnlyList<AgentReport.Step> Steps,
    IReadOnlyList<AgentReport.Errand> Errands,
    IReadOnlyList<AgentReport.Chosen> Models,
    long InputTokens,
    long OutputTokens,
    decimal? Dollars)
{
    public static AgentReport Of(DelegationResult result, bool isKept)
    {
        var outcome = result.Outcome;
        var spent = outcome.Spent;
        return new AgentReport(
            result.TaskId,
            outcome.End.Reason,
            outcome.End.Sentence,
            outcome.End.IsFinished,
            outcome.Summary,
            isKept,
            [.. outcome.Changes.Select(change => new Change(change.Path, change.OldPath, change.Kind, change.AddedLines, change.RemovedLines, change.Diff))],
            [.. outcome.Transcript.OfType<TranscriptEntry.Step>().Select(Read)],
            [.. outcome.Transcript.OfType<TranscriptEntry.Errand>().Select(Read)],
            [.. outcome.Transcript.OfType<TranscriptEntry.Chosen>().Select(chosen => new Chosen(chosen.Model, chosen.Sentence))],
            spent.Tokens.Input,
            spent.Tokens.Output,
            spent.Dollars);
    }

    private static Step Read(TranscriptEntry.Step step) => new(
        step.Number,
        step.Model,
        step.Text,
        [.. step.Calls.Select(Read)],
        step.Spent.Tokens.Input,
        step.Spent.Tokens.Output,
        step.Spent.Dollars);

    private static Errand Read(TranscriptEntry.Errand errand) => new(
        errand.Question, errand.Model, [.. errand.Calls.Select(Read)], errand.Answer, errand.IsFound, errand.Spent.Tokens.Input, errand.Spent.Tokens.Output, errand.Spent.Dollars);

    private static Call Read(CallRecord record) => new(record.Call.Tool, record.Call.Arguments, record.End, record.Text, record.Changed, record.Diff);

    /// <param name="Path">Relative to the root.</param>
    /// <param name="OldPath">What it was called; null where it was called the same.</param>
    /// <param name="Kind">What happened to it.</param>
    /// <param name="Added">Lines.</param>
    /// <param name="Removed">Lines.</param>
    /// <param name="Diff">As <c>git apply</c> reads it.</param>
    internal sealed record Change(string Path, string? OldPath, ChangeKind Kind, int Added, int Removed, string Diff);

    /// <param name="Tool">Its name.</param>
    /// <param name="Arguments">As the model wrote them.</param>
    /// <param name="End">What became of it.</param>
    /// <param name="Result">What the model was told.</param>
    /// <param name="Changed">The files that it changed.</param>
    /// <param name="Diff">What it changed in them.</param>
    internal sealed record Call(string Tool, string Arguments, CallEnd End, string Result, IReadOnlyList<string> Changed, string Diff);

    /// <param name="Number">From 1.</param>
    /// <param name="Model">Who answered.</param>
    /// <param name="Text">What it said beside its calls.</param>
    /// <param name="Calls">What it wanted to be done.</param>
    /// <param name="InputTokens">Tokens of the question.</param>
    /// <param name="OutputTokens">Tokens of the answer.</param>
    /// <param name="Dollars">What that costs; null where it is not known.</param>
    internal sealed record Step(int Number, string Model, string Text, IReadOnlyList<Call> Calls, long InputTokens, long OutputTokens, decimal? Dollars);

    /// <param name="Question">What was to be found out.</param>
    /// <param name="Model">Who looked.</param>
    /// <param name="Calls">How.</param>
    /// <param name="Answer">What was found, or why nothing was.</param>
    /// <param name="IsFound">Whether there is an answer.</param>
    /// <param name="InputTokens">Tokens of its questions.</param>
    /// <param name="OutputTokens">Tokens of its answers.</param>
    /// <param name="Dollars">What that costs; null where it is not known.</param>
    internal sealed record Errand(string Question, string Model, IReadOnlyList<Call> Calls, string Answer, bool IsFound, long InputTokens, long OutputTokens, decimal? Dollars);

    /// <param name="Model">Who.</param>
    /// <param name="Why">And why.</param>
    internal sealed record Chosen(string Model, string Why);
}
