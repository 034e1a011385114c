using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>The user of an editor who delegated a task: follows it, and is asked before anything that needs a word.</summary>
/// <param name="editor">The editor.</param>
/// <param name="progress">Shown while the task runs.</param>
/// <param name="goal">What is wanted.</param>
/// <param name="view">The page of the task.</param>
/// <param name="questions">Asks there and by messages.</param>
/// <param name="preview">Where the user reads all of what is to be allowed.</param>
internal sealed class EditorTaskUser(LspClient editor, WorkDoneProgress progress, string goal, TaskView view, PageQuestions questions, Func<ShownAnswer> preview) : IAgentUser
{
    /// <summary>Nobody who has not answered after so long is still there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    // Four buttons have to fit beside each other.
    private const string Allow = "Allow";
    private const string Always = "Always here";
    private const string Look = "Show it";
    private const string Refuse = "No";
    private const string Keep = "Keep them";
    private const string TakeBack = "Take them back";

    private readonly List<TranscriptEntry> _transcript = [];

    public void Tell(TranscriptEntry entry)
    {
        _transcript.Add(entry);
        if (entry is TranscriptEntry.Step step)
        {
            progress.Report(AgentSentences.Of(step), fraction: null);
        }
        else if (entry is TranscriptEntry.Errand errand)
        {
            progress.Report(AgentSentences.Of(errand), fraction: null);
        }

        Follow("");
    }

    public void Begin(string what)
    {
        progress.Report(what, fraction: null);
        Follow(what);
    }

    public async Task<ApprovalAnswer> ApproveAsync(ApprovalRequest request, AgentAction action, CancellationToken cancellationToken)
    {
        var isSeen = false;
        Follow($"{request.Title}, as soon as you allow it");
        while (true)
        {
            string[] decisions = [Allow, .. request.CanBeRemembered ? (string[])[Always] : [], Refuse];
            var asked = new AskedQuestion($"{request.Title}. {request.Why}", isSeen ? decisions : [.. decisions[..^1], Look, Refuse]) { Details = request.Shown, PageAnswers = decisions };
            switch (await questions.AskAsync(asked, view, cancellationToken))
            {
                case Allow:
                    return ApprovalAnswer.Once;
                case Always:
                    return ApprovalAnswer.Always;
                case Look:
                    isSeen = true;
                    var shown = preview();
                    shown.Add($"# {request.Title}\n\n{request.Why}\n\n~~~~~~\n{request.Shown.Replace("~~~~~~", "~~~~~", StringComparison.Ordinal)}\n~~~~~~\n");
                    await shown.ShowAsync(cancellationToken);
                    break;
                default:
                    return ApprovalAnswer.No;
            }
        }
    }

    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!editor.Capabilities.CanAskText)
        {
            return await questions.AskAsync(new AskedQuestion($"The model asks: {question}", ["Yes", "No"]), view, cancellationToken);
        }

        var text = await InTimeAsync(token => editor.AskTextAsync(new AskTextParams("The model asks", question), token), cancellationToken);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public async Task<bool> KeepsBrokenAsync(string problems, CancellationToken cancellationToken) =>
        await questions.AskAsync(new AskedQuestion("The checks object to the changes of the task still.", [Keep, TakeBack]) { Details = problems }, view, cancellationToken) is Keep;

    private void Follow(string doing)
    {
        TranscriptEntry[] until = [.. _transcript];
        view.Follow(question => TaskPage.Of(goal, until, doing, question));
    }

    private static async Task<string?> InTimeAsync(Func<CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            return await ask(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
