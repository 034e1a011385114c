using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Text;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Review;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>The editor in which files of a task are open: its texts as they are at this moment, and changes as <c>workspace/applyEdit</c>.</summary>
/// <param name="editor">The editor.</param>
/// <param name="latest">What it has open.</param>
/// <param name="root">Absolute path of the task's root.</param>
/// <param name="time">Takes the time.</param>
internal sealed class TaskEditor(LspClient editor, LatestSnapshot latest, string root, TimeProvider time) : ITaskEditor
{
    private const string Label = "CodeAssist: task";

    private static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _arrivalLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);

    public bool CanChange => editor.Capabilities.CanApplyEdits;

    public IReadOnlyList<TaskPath> Open => [.. Documents().Select(open => open.Path)];

    public OpenText? Find(TaskPath path) => Document(path) is { } document ? new OpenText(document.Text, document.Version) : null;

    public async Task<string?> ChangeAsync(IReadOnlyList<OpenTextChange> changes)
    {
        List<TextDocumentEdit> edits = [];
        foreach (var change in changes)
        {
            if (Document(change.Path) is not { } document || Find(change.Path) != change.Before)
            {
                return $"'{change.Path}' is no longer what it was in the editor.";
            }

            edits.Add(new TextDocumentEdit(new VersionedTextDocumentIdentifier(document.Uri, document.Version), [Edit(document, change.After)]));
        }

        // Nothing but time ends it: whether an edit was made has to be known.
        using var limit = new CancellationTokenSource(_answerLimit, time);
        try
        {
            var result = await editor.ApplyAsync(Label, new WorkspaceEdit(edits), limit.Token);
            if (!result.Applied)
            {
                return $"The editor did not make the change. {result.FailureReason}".TrimEnd();
            }
        }
        catch (Exception exception) when (exception is JsonRpcException or IOException or OperationCanceledException)
        {
            return "The editor did not answer whether it makes the change.";
        }

        await ArriveAsync(changes);
        return null;
    }

    // The editor tells of its texts by messages of their own. Whoever types on at once gets a text that nobody planned: then what is there counts.
    private async Task ArriveAsync(IReadOnlyList<OpenTextChange> changes)
    {
        var begun = time.GetTimestamp();
        while (changes.Any(change => Find(change.Path) == change.Before) && time.GetElapsedTime(begun) < _arrivalLimit)
        {
            await Task.Delay(_look, time, CancellationToken.None);
        }
    }

    private DocumentSnapshot? Document(TaskPath path) => Documents().FirstOrDefault(open => open.Path.Equals(path)).Document;

    private IEnumerable<(TaskPath Path, DocumentSnapshot Document)> Documents()
    {
        var within = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        foreach (var document in latest.Current?.Documents.Known ?? [])
        {
            if (DocumentName.LocalPath(document.Uri) is { } full && full.StartsWith(within, StringComparison.Ordinal)
                && TaskPath.TryParse(full[within.Length..].Replace('\\', '/'), out var path, out _))
            {
                yield return (path, document);
            }
        }
    }

    /// <summary>Only the lines that differ, so that caret and marks stay where they are.</summary>
    private static TextEdit Edit(DocumentSnapshot document, string after)
    {
        var before = document.Text;
        var prefix = before.AsSpan().CommonPrefixLength(after);
        prefix = before.AsSpan(0, prefix).LastIndexOf('\n') + 1;
        var suffix = 0;
        while (suffix < Math.Min(before.Length, after.Length) - prefix && before[^(suffix + 1)] == after[^(suffix + 1)])
        {
            suffix++;
        }

        // From the beginning of a line on; no end of a line is cut in two.
        var line = before.AsSpan(before.Length - suffix).IndexOf('\n');
        suffix = line < 0 ? 0 : suffix - line - 1;
        var (start, end) = (document.PositionAt(prefix), document.PositionAt(before.Length - suffix));
        return new TextEdit(ReviewMarks.Lsp(new TextRange(start, end)), after[prefix..^suffix]);
    }
}
