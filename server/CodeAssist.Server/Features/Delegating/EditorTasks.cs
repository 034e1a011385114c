using System.Text.Json;
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
/// <param name="openHands">Opens the hands for a root, with what is unsaved beneath it; says why where it cannot.</param>
/// <param name="forms">Remembers which edits suit which model.</param>
/// <param name="pages">Shows the task.</param>
/// <param name="preview">Where the user reads what would be sent, or is to be allowed.</param>
/// <param name="board">Told who is at work.</param>
/// <param name="editor">The editor.</param>
/// <param name="time">Takes the time.</param>
internal sealed class EditorTasks(
    ModelsAtHand models,
    Func<string, IReadOnlyDictionary<string, string>, (AgentHands? Hands, string? Problem)> openHands,
    EditFormFile forms,
    EditorPages pages,
    Func<ShownAnswer> preview,
    StatusBoard board,
    LspClient editor,
    TimeProvider time) : IDisposable
{
    private const string PageId = "task";
    private const string PageTitle = "CodeAssist: Task";
    private const string Keep = "Keep all";
    private const string Choose = "File by file…";
    private const string Undo = "Undo all";

    private readonly SemaphoreSlim _turn = new(1);
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

    /// <summary>Makes the files of the last task what they were before it.</summary>
    /// <returns>A sentence for the user.</returns>
    public async Task<string> UndoAsync(CancellationToken cancellationToken)
    {
        if (_last is not { } last)
        {
            return "There is no task that could be undone.";
        }

        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return "A task is at work. Cancel it first.";
        }

        try
        {
            return await TakeBackAsync(last, paths: null, cancellationToken);
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
        var user = new EditorTaskUser(editor, progress, preview);
        var audience = new EditorAudience(editor, progress, answer: null, preview, run => board.Task(TaskNews.Begun(run)));
        var (hands, problem) = openHands(root, await UnsavedTexts.ReadAsync(snapshot, root, cancellationToken));
        if (hands is null)
        {
            throw Refused(problem!);
        }

        void Tell(double fraction) => progress.Report("Loading the chat model", fraction);

        models.Loading += Tell;
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
            models.Loading -= Tell;
            forms.Save();
        }

        var outcome = result.Outcome;
        progress.Report(outcome.End.Sentence, fraction: null);
        var page = TaskPage.Of(wish.Goal, outcome.Transcript, outcome.End, outcome.Summary, outcome.Changes);
        if (await pages.ShowPageAsync(PageId, PageTitle, page, cancellationToken) is { } where)
        {
            editor.Show(MessageType.Information, where);
        }

        var isKept = await DecideAsync(wish.Goal, outcome, hands, cancellationToken);
        return JsonSerializer.SerializeToElement(AgentReport.Of(result, isKept), DelegateJsonContext.Default.AgentReport);
    }

    private async Task<bool> DecideAsync(string goal, AgentOutcome outcome, AgentHands hands, CancellationToken cancellationToken)
    {
        if (outcome is not { Changes: [_, ..] changes, Begin: { } begin })
        {
            hands.Dispose();
            editor.Show(outcome.End.IsFinished ? MessageType.Information : MessageType.Warning, outcome.End.Sentence);
            return false;
        }

        var last = new LastTask(goal, hands, begin, [.. changes.SelectMany(change => change.OldPath is { } old ? (string[])[old, change.Path] : [change.Path])]);
        Remember(last);
        while (true)
        {
            switch (await EditorTaskUser.AskInTimeAsync(editor, $"{outcome.End.Sentence} {Count(changes.Count)} changed.", [Keep, Choose, Undo], cancellationToken))
            {
                case Undo:
                    editor.Show(MessageType.Information, await TakeBackAsync(last, paths: null, cancellationToken));
                    return false;
                case Choose when await ChooseAsync(changes, cancellationToken) is { } path:
                    editor.Show(MessageType.Information, await TakeBackAsync(last, [path], cancellationToken));
                    changes = [.. changes.Where(change => !string.Equals(change.Path, path, StringComparison.Ordinal))];
                    if (changes.Count == 0)
                    {
                        return false;
                    }

                    break;
                case Choose:
                    break;
                default:
                    // What nobody objects to stays where the user sees it, and can be undone still.
                    return changes.Count == outcome.Changes.Count;
            }
        }
    }

    private Task<string?> ChooseAsync(IReadOnlyList<FileDifference> changes, CancellationToken cancellationToken) => editor.PickAsync(
        new PickParams(
            "Which file is to be what it was?",
            [.. changes.Select(change => new PickItem(change.Path, change.Path, $"+{change.AddedLines} -{change.RemovedLines}", change.Kind.ToString()))]),
        cancellationToken);

    private async Task<string> TakeBackAsync(LastTask last, IReadOnlyList<string>? paths, CancellationToken cancellationToken)
    {
        var restored = await last.Hands.RestoreAsync(last.Begin, paths, cancellationToken);
        if (restored.Problems.Count == 0 && paths is null)
        {
            Remember(null);
        }

        return restored.Problems.Count == 0 ? $"{Count(restored.Restored.Count)} as before: {string.Join(", ", restored.Restored)}." : string.Join(' ', restored.Problems);
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{files.ToString(System.Globalization.CultureInfo.InvariantCulture)} files";

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
