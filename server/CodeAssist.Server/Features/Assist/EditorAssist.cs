using System.Text.Json;
using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Session;
using DocumentFix = CodeAssist.Core.Review.Findings.Fix;

namespace CodeAssist.Server.Features.Assist;

/// <summary>Explanations and changes that an editor asks for, over the text as it is open there.</summary>
internal sealed class EditorAssist(ModelsAtHand models, Assistant assistant, ShownAnswers answers, RecentTasks recent, StatusBoard board, LspClient editor)
{
    private const string Annotation = "codeassist";

    /// <param name="kind">What is asked.</param>
    /// <param name="snapshot">What is open.</param>
    /// <param name="arguments">An <see cref="AssistWish"/>.</param>
    /// <param name="cancellationToken">Ends it down to the model.</param>
    /// <returns>The report, as <c>codeassist explain --json</c> prints it; null where the user was asked what to change and said nothing.</returns>
    /// <exception cref="JsonRpcException">Nothing came of it; the message says why and what to do.</exception>
    public async Task<JsonElement?> RunAsync(AssistKind kind, SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        var wish = Argument(arguments);
        if (kind is AssistKind.Fix && wish is { Wish: "", Problems: null or [] } && editor.Capabilities.CanAskText)
        {
            var typed = await editor.AskTextAsync(new AskTextParams("Change the selection", "What should change?"), cancellationToken);
            if (string.IsNullOrEmpty(typed))
            {
                return null;
            }

            wish = wish with { Wish = typed };
        }

        var subject = await SubjectAsync(kind, snapshot, wish, cancellationToken);
        var title = kind is AssistKind.Explain ? "Explaining" : "Changing";
        using var progress = await editor.BeginProgressAsync($"{title} {Path.GetFileName(subject.Origin.Path)}", isCancellable: true, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, progress.CancellationToken);
        var audience = new EditorAudience(
            editor,
            progress,
            kind is AssistKind.Explain ? answers.Begin($"explain-{Path.GetFileName(subject.Origin.Path)}") : null,
            () => answers.Begin("what-is-sent"),
            run => board.Task(TaskNews.Begun(run)));
        void Tell(double fraction) => progress.Report("Loading the chat model", fraction);

        models.Loading += Tell;
        try
        {
            var outcome = await assistant.RunAsync(subject, new AssistDirections(wish.By, wish.Model), audience, ended.Token);
            recent.Add(subject, outcome);
            board.Task(TaskNews.Ended(outcome.Trail));
            var account = AssistAccount.WithReason(outcome.Trail);
            switch (outcome)
            {
                case AssistOutcome.Explained:
                    await audience.EndAsync(account, cancellationToken);
                    break;
                case AssistOutcome.Changed { Change: var change, Remark: var remark }:
                    await ApplyAsync(subject, change, SafeMarkdown.Of(remark), account, cancellationToken);
                    break;
                case AssistOutcome.Failed failed:
                    throw Refused($"{failed.Why} {failed.NextStep}");
            }

            return JsonSerializer.SerializeToElement(AssistReport.Of(outcome, subject), AssistJsonContext.Default.AssistReport);
        }
        catch (OperationCanceledException)
        {
            board.Task(null);
            if (cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.RequestCancelled, $"{title} was ended."));
        }
        finally
        {
            models.Loading -= Tell;
        }
    }

    /// <returns>What a command's argument is about; null where it names nothing that is open and a file.</returns>
    public static async Task<AssistSubject?> FindSubjectAsync(AssistKind kind, SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await SubjectAsync(kind, snapshot, Argument(arguments), cancellationToken);
        }
        catch (JsonRpcException)
        {
            return null;
        }
    }

    private async Task ApplyAsync(AssistSubject subject, DocumentFix change, string remark, string account, CancellationToken cancellationToken)
    {
        if (!editor.Capabilities.CanApplyEdits)
        {
            return;
        }

        // Where an editor can, it shows the change before it is made; elsewhere undo takes it back. VS Code's own preview of edits ticks nothing, so that its Apply does nothing.
        if (editor.Capabilities.CanShowDocuments && !await IsWantedAsync(subject, change, $"{remark} {account}", cancellationToken))
        {
            return;
        }

        var annotation = editor.Capabilities is { CanConfirmEdits: true, CanShowDocuments: false } ? Annotation : null;
        var edits = change.Edits.Select(edit => new TextEdit(ReviewMarks.Lsp(edit.Range), edit.NewText, annotation));
        var edit = new WorkspaceEdit(
            [new TextDocumentEdit(new VersionedTextDocumentIdentifier(subject.Document.Uri, subject.Document.Version), [.. edits])],
            annotation is null
                ? null
                : new Dictionary<string, ChangeAnnotation>(StringComparer.Ordinal) { [annotation] = new ChangeAnnotation(change.Title, NeedsConfirmation: true, $"{remark} {account}") });
        var result = await editor.ApplyAsync(change.Title, edit, cancellationToken);
        if (!result.Applied)
        {
            editor.Show(MessageType.Information, $"The change was not made. {result.FailureReason}".Trim());
        }
        else if (editor.Capabilities.CanShowDocuments)
        {
            _ = await editor.ShowDocumentAsync(subject.Document.Uri, takeFocus: true, cancellationToken);
        }
    }

    private async Task<bool> IsWantedAsync(AssistSubject subject, DocumentFix change, string about, CancellationToken cancellationToken)
    {
        const string Yes = "Make the change";
        var diff = answers.Begin($"change-{Path.GetFileNameWithoutExtension(subject.Origin.Path)}", ".diff");
        diff.Add(UnifiedDiff.Of(subject, change));
        await diff.ShowAsync(cancellationToken);
        var answer = await editor.AskAsync(MessageType.Information, $"{change.Title}? {about}", [Yes, "Leave it as it is"], cancellationToken);
        return answer is Yes;
    }

    private static async Task<AssistSubject> SubjectAsync(AssistKind kind, SessionSnapshot snapshot, AssistWish wish, CancellationToken cancellationToken)
    {
        if ((snapshot.Documents.Find(wish.Uri) as OpenDocument.Known)?.Snapshot is not { } document)
        {
            throw Refused("The document is not open. Open it and ask again.");
        }

        if (DocumentName.LocalPath(wish.Uri) is not { } path)
        {
            throw Refused("The document is no file of this machine. Save it and ask again.");
        }

        var root = CommandLine.WorkspaceFolder.RepositoryOf(path) ?? DocumentName.Of(wish.Uri, snapshot.Folders).Folder ?? Path.GetDirectoryName(path)!;
        var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        var origin = new PartOrigin.File(root, relative, await new IgnoredPaths(root).ContainAsync(relative, cancellationToken));
        return new AssistSubject(kind, document, origin, Lines(document, wish.Range)) { Wish = wish.Wish.Trim(), Problems = wish.Problems ?? [] };
    }

    // Whole lines. A selection that ends at the start of a line does not mean that line.
    private static LineSpan Lines(DocumentSnapshot document, LspRange? wanted)
    {
        if (wanted is not { } range)
        {
            return new LineSpan(0, document.LineCount);
        }

        var start = Math.Clamp(range.Start.Line, 0, document.LineCount - 1);
        var end = range.End.Character == 0 && range.End.Line > range.Start.Line ? range.End.Line : range.End.Line + 1;
        return new LineSpan(start, Math.Clamp(end, start + 1, document.LineCount));
    }

    private static AssistWish Argument(IReadOnlyList<JsonElement>? arguments)
    {
        try
        {
            return arguments is [{ ValueKind: JsonValueKind.Object } wish, ..] && wish.Deserialize(AssistJsonContext.Default.AssistWish) is { Uri: not null } named
                ? named
                : throw Unreadable("it names no document");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message);
        }
    }

    private static JsonRpcException Unreadable(string why) => new(new JsonRpcError(JsonRpcErrorCode.InvalidParams, $"The argument cannot be understood: {why}."));

    private static JsonRpcException Refused(string sentence) => new(new JsonRpcError(JsonRpcErrorCode.RequestFailed, sentence));
}
