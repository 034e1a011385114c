using System.Diagnostics;
using CodeAssist.Benchmarks.Calibration;
using CodeAssist.Benchmarks.Replay;
using CodeAssist.Context.CSharp;
using CodeAssist.Context.CSharp.Names;
using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Benchmarks.Together;

/// <summary>Puts tasks to the pipeline that ships, with the index of the tree before and a real model.</summary>
/// <param name="model">The model; null to gather what the workspace says alone.</param>
/// <param name="share">How many of the tasks are put to it, chosen at random: 0 to 1. A model takes a thousand times as long as the index.</param>
internal sealed class ModelReplay(ICompletionModel? model, double share)
{
    private readonly Random _random = new(11);

    public List<TogetherAnswer> Answers { get; } = [];

    public List<ConfidenceSample> Samples { get; } = [];

    public async Task AddAsync(
        string history,
        string change,
        WorkspaceIndex index,
        CompletionTask task,
        CompletionRequest request,
        bool isForFit,
        CancellationToken cancellationToken)
    {
        if (_random.NextDouble() >= share)
        {
            return;
        }

        await AskAsync(history, change, index, task, request, task.IsWholeLine ? "line" : "rest", isForFit, cancellationToken);
        if (!task.IsWholeLine && task.InName(new Random(task.Caret)) is { } inName)
        {
            var asking = request with { Text = inName.Text, Caret = inName.Caret };
            index.Update(asking.Path, asking.Text);
            await AskAsync(history, change, index, inName, asking, "in_name", isForFit, cancellationToken);
            index.Update(request.Path, request.Text);
        }
    }

    private Task AskAsync(
        string history, string change, WorkspaceIndex index, CompletionTask task, CompletionRequest request, string kind, bool isForFit, CancellationToken cancellationToken) =>
        isForFit
            ? AddSampleAsync(history, change, index, task, request, cancellationToken)
            : AddAnswerAsync(history, change, index, task, request, kind, cancellationToken);

    private async Task AddAnswerAsync(
        string history, string change, WorkspaceIndex index, CompletionTask task, CompletionRequest request, string kind, CancellationToken cancellationToken)
    {
        var documents = new CSharpDocuments();
        var names = new WorkspaceNames(_ => index, documents, new ManualTime());
        var pipeline = new CompletionPipeline(index, index, model!, new CSharpSyntaxGate(documents), names);
        var alone = CompletionLimits.Default with { WorkspaceProposals = 0 };
        var withoutModel = new CompletionPipeline(index, index, new NoModel(model!.Confidence), new CSharpSyntaxGate(documents), names);
        var asked = request with { Trigger = CompletionTrigger.Invoked };
        var ofWorkspace = (await withoutModel.CompleteAsync(asked, CompletionGate.Default, CompletionLimits.Default, cancellationToken) as CompletionOutcome.Suggested)?.Best;
        var ofModel = (await pipeline.CompleteAsync(asked, CompletionGate.Default, alone, cancellationToken) as CompletionOutcome.Suggested)?.Best;
        var withContext = (await pipeline.CompleteAsync(asked, CompletionGate.Default, alone with { ContextFromTokens = 0 }, cancellationToken) as CompletionOutcome.Suggested)?.Best;
        var together = (await pipeline.CompleteAsync(asked, CompletionGate.Default, CompletionLimits.Default, cancellationToken) as CompletionOutcome.Suggested)?.Best;
        var watch = Stopwatch.StartNew();
        var shown = (await pipeline.CompleteAsync(request, CompletionGate.Default, CompletionLimits.Default, cancellationToken) as CompletionOutcome.Suggested)?.Best;
        Answers.Add(new TogetherAnswer(
            history + ":" + change,
            kind,
            IsRight(ofWorkspace?.InsertText, task),
            IsRight(ofModel?.InsertText, task),
            ofModel?.Probability ?? 0,
            IsRight(withContext?.InsertText, task),
            IsRight(together?.InsertText, task),
            together?.Probability ?? 0,
            shown is not null,
            IsRight(shown?.InsertText, task),
            watch.Elapsed.TotalMilliseconds,
            $"{request.LineBefore.Trim()} ▸ {task.Wanted.TrimEnd()} | {FirstLine(together?.InsertText)} ({together?.Probability:0.00}, {together?.Source})"));
    }

    private async Task AddSampleAsync(string history, string change, WorkspaceIndex index, CompletionTask task, CompletionRequest request, CancellationToken cancellationToken)
    {
        var proposals = index.Propose(request, CompletionLimits.Default.WorkspaceProposals);
        var said = model is null ? null : await new ModelOpinions(model, index).AskAsync(request, AnswerShape.SingleLine, proposals, proposals, CompletionLimits.Default, onText: null, cancellationToken);
        var candidates = said is null ? MixCandidate.Of(proposals) : MixCandidate.Of(proposals, said);
        Samples.Add(new ConfidenceSample(history, change, Confidence.PlaceOf(request), [.. candidates], candidates.ToList().FindIndex(candidate => IsRight(candidate.Text, task))));
    }

    private static bool IsRight(string? text, CompletionTask task) =>
        string.Equals(FirstLine(text), task.Wanted.TrimEnd(), StringComparison.Ordinal);

    private static string? FirstLine(string? text) => text?.Split('\n')[0].TrimEnd();
}
