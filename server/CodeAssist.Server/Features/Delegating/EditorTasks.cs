using System.Globalization;
using System.Text.Json;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Policy;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Delegating;
using CodeAssist.Server.Delegating.Background;
using CodeAssist.Server.Delegating.Hands;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.Server.Delegating.Output;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Dialogs;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>Tasks that an editor delegates, one at a time.</summary>
/// <param name="models">The models that there are.</param>
/// <param name="openHands">Opens the hands for a root and the editor in which its files are open; says why where it cannot.</param>
/// <param name="latest">What the editor has open.</param>
/// <param name="forms">Remembers which edits suit which model.</param>
/// <param name="pages">Shows the task.</param>
/// <param name="questions">Asks on its page and by messages.</param>
/// <param name="preview">Where the user reads what would be sent, or is to be allowed.</param>
/// <param name="board">Told who is at work.</param>
/// <param name="editor">The editor.</param>
/// <param name="time">Takes the time.</param>
internal sealed class EditorTasks(
    ModelsAtHand models,
    Func<string, ITaskEditor, (AgentHands? Hands, string? Problem)> openHands,
    LatestSnapshot latest,
    EditFormFile forms,
    EditorPages pages,
    PageQuestions questions,
    Func<ShownAnswer> preview,
    StatusBoard board,
    LspClient editor,
    TimeProvider time) : IDisposable
{
    private const string Keep = "Keep all";
    private const string Choose = "Choose…";
    private const string Undo = "Undo all";

    private static readonly TimeSpan _endLimit = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private CancellationTokenSource? _atWork;
    private LastTask? _last;

    /// <returns>The report, as <c>codeassist agent --json</c> prints it; null where the user was asked for the goal and said nothing.</returns>
    /// <exception cref="JsonRpcException">Nothing was begun; the message says why and what to do.</exception>
    public async Task<JsonElement?> DelegateAsync(SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        var wish = Argument(arguments);
        if (string.IsNullOrWhiteSpace(wish.Goal))
        {
            wish = wish with { Goal = await AskForGoalAsync(wish.Plan, cancellationToken) ?? "" };
            if (wish.Goal.Length == 0)
            {
                return null;
            }
        }

        if (snapshot.Trust is not WorkspaceTrust.Trusted)
        {
            throw Refused("Tasks run commands of the workspace. Trust it first.");
        }

        var root = RootOf(snapshot, wish) ?? throw Refused("No folder of this machine is open in which the task could be done.");
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw Refused("A task is at work already. Cancel it first, or wait for it.");
        }

        try
        {
            return await RunAsync(snapshot, wish, root, cancellationToken);
        }
        finally
        {
            board.Task(null);
            _turn.Release();
        }
    }

    /// <summary>Ends the task that is at work.</summary>
    /// <returns>A sentence for the user; null where the task's own end says it.</returns>
    public string? Cancel()
    {
        lock (_lock)
        {
            // Not on this thread: what ends with it may take its time.
            _ = _atWork?.CancelAsync();
            return _atWork is null ? "There is no task at work." : null;
        }
    }

    /// <summary>Makes the files of the last task what they were before it.</summary>
    /// <returns>A sentence for the user.</returns>
    public async Task<string> UndoAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last)
        {
            return "There is no task that could be undone.";
        }

        // One that the user has just decided about ends in this moment.
        if (!await _turn.WaitAsync(_endLimit, cancellationToken))
        {
            return "A task is at work. Cancel it first.";
        }

        try
        {
            return await TakeBackAsync(last, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Remember(null);
        _turn.Dispose();
    }

    private Task<string?> AskForGoalAsync(bool isPlan, CancellationToken cancellationToken) => editor.Capabilities.CanAskText
        ? editor.AskTextAsync(new AskTextParams(isPlan ? "Plan a task" : "Delegate a task", "What is to be reached?"), cancellationToken)
        : throw Unreadable("it names no goal");

    // What was kept of the one before is forgotten.
    private void Remember(LastTask? task)
    {
        var before = Interlocked.Exchange(ref _last, task);
        before?.Hands.Dispose();
    }

    private async Task<JsonElement> RunAsync(SessionSnapshot snapshot, DelegateWish wish, string root, CancellationToken cancellationToken)
    {
        using var progress = await editor.BeginProgressAsync(wish.Plan ? "Planning a task" : "Doing a task", isCancellable: true, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, progress.CancellationToken);
        var view = new TaskView(pages);
        var user = new EditorTaskUser(editor, progress, wish.Goal, view, questions, preview);
        var audience = new EditorAudience(editor, progress, answer: null, preview, run => board.Task(TaskNews.Begun(run))) { Put = (asked, token) => questions.AskAsync(asked, view, token) };
        var (hands, problem) = openHands(root, new TaskEditor(editor, latest, root, time));
        if (hands is null)
        {
            throw Refused(problem!);
        }

        if (editor.Capabilities.CanShowPages)
        {
            await view.RaiseAsync(question => TaskPage.Of(wish.Goal, [], "Begin", question), cancellationToken);
        }

        void Tell(double fraction) => progress.Report("Loading the chat model", fraction);

        models.Loading += Tell;
        SetAtWork(ended);
        DelegationResult result;
        try
        {
            var settings = snapshot.Settings;
            var checks = settings.AgentChecks.Count > 0 ? ProjectChecks.Named(settings.AgentChecks) : null;
            result = await new Delegation(models, hands, user, audience, forms, time).RunAsync(
                new DelegationWish(wish.Goal.Trim(), wish.Plan, new AssistDirections(wish.By, wish.Model), checks, settings.AgentSteps, MostDollars: null), root, ended.Token);
        }
        catch
        {
            hands.Dispose();
            throw;
        }
        finally
        {
            SetAtWork(null);
            models.Loading -= Tell;
            forms.Save();
        }

        var outcome = result.Outcome;
        progress.Report(outcome.End.Sentence, fraction: null);
        string Page(PageQuestion? question) => TaskPage.Of(wish.Goal, outcome.Transcript, outcome.End, outcome.Summary, outcome.Changes, question);
        if (await view.RaiseAsync(Page, cancellationToken) is { } where)
        {
            editor.Show(MessageType.Information, where);
        }

        var isKept = await DecideAsync(wish.Goal, outcome, hands, view, cancellationToken);
        return JsonSerializer.SerializeToElement(AgentReport.Of(result, isKept), DelegateJsonContext.Default.AgentReport);
    }

    private void SetAtWork(CancellationTokenSource? task)
    {
        lock (_lock)
        {
            _atWork = task;
        }
    }

    private async Task<bool> DecideAsync(string goal, AgentOutcome outcome, AgentHands hands, TaskView view, CancellationToken cancellationToken)
    {
        if (outcome is not { Changes: [_, ..] changes, Begin: { } begin })
        {
            hands.Dispose();
            editor.Show(outcome.End.IsFinished ? MessageType.Information : MessageType.Warning, outcome.End.Sentence);
            return false;
        }

        var last = new LastTask(goal, hands, begin);
        Remember(last);
        while (true)
        {
            var asked = new AskedQuestion($"{outcome.End.Sentence} {Count(changes.Count)} changed.", [Keep, Choose, Undo]) { EndsWithMessage = true };
            switch (await questions.AskAsync(asked, view, cancellationToken))
            {
                case Undo:
                    editor.Show(MessageType.Information, await TakeBackAsync(last, cancellationToken));
                    return false;
                case Choose:
                    if (await ChooseAsync(changes, cancellationToken) is { } choice)
                    {
                        editor.Show(MessageType.Information, await TakeBackAsync(last, choice, cancellationToken));
                        changes = await hands.CompareAsync(begin, cancellationToken);
                    }

                    if (changes.Count == 0)
                    {
                        return false;
                    }

                    break;
                default:
                    // What nobody objects to stays where the user sees it, and can be undone still.
                    return changes.Select(change => change.Diff).SequenceEqual(outcome.Changes.Select(change => change.Diff), StringComparer.Ordinal);
            }
        }
    }

    private async Task<UndoChoice?> ChooseAsync(IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken)
    {
        var choices = UndoChoice.Of(changes);
        var items = choices.Index().Select(choice => new PickItem(choice.Index.ToString(CultureInfo.InvariantCulture), choice.Item.Title, choice.Item.Size, choice.Item.Detail));
        var picked = await editor.PickAsync(new PickParams("What is to be what it was?", [.. items]), cancellationToken);
        return int.TryParse(picked, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? choices.ElementAtOrDefault(index) : null;
    }

    private async Task<string> TakeBackAsync(LastTask last, CancellationToken cancellationToken)
    {
        var restored = await last.Hands.RestoreAsync(last.Begin, paths: null, cancellationToken);
        if (restored.Problems.Count == 0)
        {
            Remember(null);
        }

        return Told(restored);
    }

    private static async Task<string> TakeBackAsync(LastTask last, UndoChoice choice, CancellationToken cancellationToken) => choice.Place is { } place
        ? Told(await last.Hands.RestorePlacesAsync(last.Begin, choice.Change.Path, [place], cancellationToken), "One place is as before in ")
        : Told(await last.Hands.RestoreAsync(last.Begin, choice.Paths, cancellationToken));

    private static string Told(Restoration restored, string? what = null) => restored.Problems.Count > 0
        ? string.Join(' ', restored.Problems)
        : $"{what ?? Count(restored.Restored.Count) + " as before: "}{string.Join(", ", restored.Restored)}.";

    private static string Count(int files) => files == 1 ? "1 file" : $"{files.ToString(CultureInfo.InvariantCulture)} files";

    private static string? RootOf(SessionSnapshot snapshot, DelegateWish wish)
    {
        var path = wish.Uri is { Length: > 0 } uri ? DocumentName.LocalPath(uri) : snapshot.Folders.Select(folder => DocumentName.LocalPath(folder.Uri)).FirstOrDefault(folder => folder is not null);
        if (path is null)
        {
            return null;
        }

        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path);
        return CommandLine.WorkspaceFolder.RepositoryAround(folder) ?? (wish.Uri is { } document ? DocumentName.Of(document, snapshot.Folders).Folder : null) ?? folder;
    }

    private static DelegateWish Argument(IReadOnlyList<JsonElement>? arguments)
    {
        try
        {
            return (arguments is [{ ValueKind: JsonValueKind.Object } wish, ..] ? wish.Deserialize(DelegateJsonContext.Default.DelegateWish) : null) ?? new DelegateWish();
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message);
        }
    }

    private static JsonRpcException Unreadable(string why) => new(new JsonRpcError(JsonRpcErrorCode.InvalidParams, $"The argument cannot be understood: {why}."));

    private static JsonRpcException Refused(string sentence) => new(new JsonRpcError(JsonRpcErrorCode.RequestFailed, sentence));
}
