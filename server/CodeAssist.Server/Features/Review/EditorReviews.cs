using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Review;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Text;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Reviewing;
using CodeAssist.Server.Reviewing.Chat;
using CodeAssist.Server.Reviewing.Output;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Review;

/// <summary>Reviews that an editor asks for, over what it has open, saved or not. One at a time: a new one ends the one before.</summary>
/// <param name="reviews">Runs them.</param>
/// <param name="models">Those that may take part.</param>
/// <param name="preview">Where the user reads what would be sent to a closed model.</param>
/// <param name="marks">What is shown in the text.</param>
/// <param name="board">Told who is at work.</param>
/// <param name="editor">The editor.</param>
/// <param name="time">Dates dismissals.</param>
internal sealed class EditorReviews(
    Reviews reviews, ModelsAtHand models, Func<ShownAnswer> preview, ReviewMarks marks, StatusBoard board, LspClient editor, TimeProvider time) : IDisposable
{
    private const string NoReason = "Dismissed in the editor.";
    // No branch can be called that: names of Git have no spaces.
    private const string Another = "another one";

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private ReviewWish? _last;
    private CancellationTokenSource? _running;

    /// <returns>The report, as <c>codeassist review --json</c> prints it; null where the user was asked for a branch and named none.</returns>
    /// <exception cref="JsonRpcException">There is nothing that could be reviewed; the message says why and what to do.</exception>
    public async Task<JsonElement?> ReviewAsync(SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        // Without an argument: again, what was reviewed last.
        var wish = Argument(arguments, ReviewJsonContext.Default.ReviewWish) ?? _last ?? new ReviewWish();
        var folder = Folder(snapshot, wish);
        if (wish is { Subject: ReviewSubject.Branch, Revision: null })
        {
            if (await BranchAsync(folder, cancellationToken) is not { } branch)
            {
                return null;
            }

            wish = wish with { Revision = branch };
        }

        var open = Open(snapshot);
        var request = Request(open, wish, folder);
        using var progress = await editor.BeginProgressAsync("Reviewing", isCancellable: true, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, progress.CancellationToken);
        Begin(ended);
        void Tell(double fraction) => progress.Report("Loading the chat model", fraction);

        models.Loading += Tell;
        try
        {
            await _turn.WaitAsync(ended.Token);
            try
            {
                var shown = new Shown(reached => progress.Report(reached.Question ?? reached.Path, (double)reached.Done / reached.Total));
                var help = new ModelHelp(models, new EditorAudience(editor, progress, answer: null, preview, run => board.Task(TaskNews.Begun(run))));
                var settings = wish.Chat is { } chat ? snapshot.Settings with { ReviewChat = chat } : snapshot.Settings;
                var outcome = await reviews.RunAsync(request, settings, [], help, shown, ended.Token);
                if (outcome is not ReviewOutcome.Done { Result: var reviewed, Problems: var problems })
                {
                    throw Refused((ReviewOutcome.Failed)outcome);
                }

                // To its end also where the review was ended: what was found is to be shown.
                var result = await EditorTexts.FitAsync(reviewed, open.ToDictionary(entry => entry.Path, entry => entry.Text, StringComparer.Ordinal), CancellationToken.None);
                _last = wish;
                marks.Show(result, open.ToDictionary(entry => entry.Path, entry => entry.Uri, StringComparer.Ordinal));
                editor.Show(MessageType.Information, string.Join(' ', [$"{result.Change.Subject}: {ReviewSummary.Of(result)}", .. problems]));
                return Report(result);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // By its progress, or by the next review: not the request's own end, which is answered elsewhere.
            throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.RequestCancelled, "The review was ended before the change was read."));
        }
        finally
        {
            models.Loading -= Tell;
            board.Task(null);
            End(ended);
        }
    }

    /// <returns>The last review's report without what is dismissed.</returns>
    /// <exception cref="JsonRpcException">Nothing was dismissed; the message says why.</exception>
    public async Task<JsonElement> DismissAsync(SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        if (Argument(arguments, ReviewJsonContext.Default.DismissWish) is not { } wish || marks.Result is not { } last
            || last.Findings.FirstOrDefault(known => string.Equals(known.Id, wish.Id, StringComparison.Ordinal)) is not { } finding)
        {
            throw Refused("There is no such finding any more. Review again.");
        }

        if (wish.Reason is null && editor.Capabilities.CanAskText)
        {
            if (await editor.AskTextAsync(new AskTextParams("Dismiss", "Why? (kept with the dismissal)"), cancellationToken) is not { } typed)
            {
                return Report(marks.Result ?? last);
            }

            wish = wish with { Reason = typed };
        }

        var reason = string.IsNullOrWhiteSpace(wish.Reason) ? NoReason : wish.Reason.Trim();
        var dismissal = new Dismissal(finding.Id, finding.Rule.Id, finding.Path, wish.Scope, reason, DateOnly.FromDateTime(time.GetLocalNow().Date));
        if (await reviews.MemoryOf(last.Change.Root).Dismissals.AddAsync(dismissal, snapshot.Settings.ReviewDismissals, cancellationToken) is { } problem)
        {
            throw Refused(problem);
        }

        editor.Show(MessageType.Information, "Dismissed.");
        return Report(marks.Dismiss(dismissal) ?? last);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Ends the review before, if one runs or waits. Under the lock, so that its source is not disposed of meanwhile.</summary>
    private void Begin(CancellationTokenSource ended)
    {
        lock (_lock)
        {
            _running?.Cancel();
            _running = ended;
        }
    }

    private void End(CancellationTokenSource ended)
    {
        lock (_lock)
        {
            _running = ReferenceEquals(_running, ended) ? null : _running;
        }
    }

    /// <returns>Null where the user named none.</returns>
    private async Task<string?> BranchAsync(string folder, CancellationToken cancellationToken)
    {
        const string Title = "Review against the branch that the change is meant for";
        var branches = await reviews.BranchesAsync(folder, cancellationToken);
        PickItem[] items = [.. branches.Select(name => new PickItem(name, name, Icon: "git-branch"))];
        if (editor.Capabilities.CanAskText)
        {
            items = [.. items, new PickItem(Another, "Another branch or commit…", Icon: "edit")];
        }

        if (items.Length == 0)
        {
            throw Refused("There is no other branch here. Name the branch that the change is meant for.");
        }

        var chosen = await editor.PickAsync(new PickParams(Title, items), cancellationToken);
        var name = chosen is Another ? await editor.AskTextAsync(new AskTextParams(Title, "A branch, a tag or a commit"), cancellationToken) : chosen;
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private static string Folder(SessionSnapshot snapshot, ReviewWish wish)
    {
        var folder = (wish.Uri is null ? null : DocumentName.Of(wish.Uri, snapshot.Folders).Folder)
            ?? Path.GetDirectoryName(wish.Uri is null ? null : DocumentName.LocalPath(wish.Uri))
            ?? snapshot.Folders.Select(open => DocumentName.LocalPath(open.Uri)).OfType<string>().FirstOrDefault()
            ?? throw Refused("No folder is open that could be reviewed. Open one.");
        if (snapshot.Trust is WorkspaceTrust.Untrusted && wish.Subject is not (ReviewSubject.File or ReviewSubject.Selection))
        {
            throw Refused("This workspace is not trusted, and reading its changes would run git in it. Trust the workspace, or review a file.");
        }

        return folder;
    }

    private static List<(string Path, string Uri, string Text)> Open(SessionSnapshot snapshot) =>
    [
        .. snapshot.Documents.Known.Select(known => (Path: DocumentName.LocalPath(known.Uri), Uri: known.Uri, Text: known.Text)).Where(entry => entry.Path is not null)
            .DistinctBy(entry => entry.Path, StringComparer.Ordinal).Select(entry => (entry.Path!, entry.Uri, entry.Text)),
    ];

    private static ChangeRequest Request(IReadOnlyList<(string Path, string Uri, string Text)> open, ReviewWish wish, string folder)
    {
        var document = wish.Uri is null ? null : DocumentName.LocalPath(wish.Uri);
        var root = CommandLine.WorkspaceFolder.RepositoryAround(folder) ?? folder;
        var unsaved = open.Where(entry => entry.Path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .ToDictionary(entry => Path.GetRelativePath(root, entry.Path).Replace('\\', '/'), entry => entry.Text, StringComparer.Ordinal);

        ChangeRequest request = wish.Subject switch
        {
            ReviewSubject.WorkingTree => new ChangeRequest.WorkingTree(folder),
            ReviewSubject.Staged => new ChangeRequest.Staged(folder),
            ReviewSubject.Commit => new ChangeRequest.Commit(folder, wish.Revision ?? "HEAD"),
            ReviewSubject.Branch => new ChangeRequest.Branch(folder, wish.Revision ?? throw Refused("Name the branch that the change is meant for.")),
            ReviewSubject.File => new ChangeRequest.Files(folder, [document ?? throw Refused("The document is no file of this machine.")]),
            ReviewSubject.Selection => new ChangeRequest.Selection(
                folder, document ?? throw Refused("The document is no file of this machine."), Core(wish.Range ?? throw Refused("Nothing is selected."))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return request with { Unsaved = unsaved };
    }

    private static JsonElement Report(ReviewResult result) => JsonSerializer.SerializeToElement(ReviewReport.Of(result), ReviewJsonContext.Default.ReviewReport);

    private static TextRange Core(LspRange range) => new(new TextPosition(range.Start.Line, range.Start.Character), new TextPosition(range.End.Line, range.End.Character));

    private static T? Argument<T>(IReadOnlyList<JsonElement>? arguments, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (arguments is not [{ ValueKind: JsonValueKind.Object } wish, ..])
        {
            return null;
        }

        try
        {
            return wish.Deserialize(type);
        }
        catch (JsonException exception)
        {
            throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.InvalidParams, $"The argument cannot be understood: {exception.Message}"));
        }
    }

    private static JsonRpcException Refused(ReviewOutcome.Failed failed) => Refused($"{failed.Why.Message} {failed.Why.NextStep}");

    private static JsonRpcException Refused(string sentence) => new(new JsonRpcError(JsonRpcErrorCode.RequestFailed, sentence));

    private sealed class Shown(Action<ReviewProgress> show) : IProgress<ReviewProgress>
    {
        public void Report(ReviewProgress value) => show(value);
    }
}
