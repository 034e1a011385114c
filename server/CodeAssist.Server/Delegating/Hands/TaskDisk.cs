using System.Diagnostics.CodeAnalysis;
using CodeAssist.Context;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Privacy.Gate;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>The files of a task behind all their checks: the words of a path, what stands under such a name, the ignore files, and the open root.</summary>
internal sealed class TaskDisk : IDisposable
{
    private readonly HandsPlace _place;

    // What the model has seen: its fingerprint, and whether it was all of it.
    private readonly Dictionary<TaskPath, (string Content, bool IsWhole)> _seen = [];

    private TaskDisk(HandsPlace place, GuardedFolder folder)
    {
        _place = place;
        Folder = folder;
        Files = new TaskFiles(place.Root, folder);
        Unsaved = new UnsavedTexts(place.Editor);
    }

    public GuardedFolder Folder { get; }

    public TaskFiles Files { get; }

    public UnsavedTexts Unsaved { get; }

    /// <returns>Null where the root cannot be opened.</returns>
    public static TaskDisk? TryOpen(HandsPlace place) => GuardedFolder.Open(place.Root) is { } folder ? new TaskDisk(place, folder) : null;

    /// <returns>The path, or the rule that forbids to look at it.</returns>
    public async Task<(TaskPath? Path, ActionResult.Refused? Refused)> AdmitAsync(string written, CancellationToken cancellationToken)
    {
        if (!TaskPath.TryParse(written, out var path, out var objection))
        {
            return (null, Refuse(objection));
        }

        if (FileStandings.Of(path, out var why) is FileStanding.Closed)
        {
            return (null, Refuse(why));
        }

        return await Files.IgnoredAsync(path, cancellationToken) is { } ignored ? (null, Refuse(ignored)) : (path, null);
    }

    /// <summary>Whether a listing or a search may tell of a file.</summary>
    public static bool MayTell(TaskPath path) => FileStandings.Of(path, out _) is not FileStanding.Closed;

    public bool TryRead(TaskPath path, [NotNullWhen(true)] out TaskText? text, [NotNullWhen(false)] out FileObjection? objection)
    {
        text = null;
        if (!Folder.TryRead(path, out var file, out objection))
        {
            return false;
        }

        if (SourceBytes.Decode(path.Text, file.Bytes.Span) is not { } source)
        {
            objection = new FileObjection(FileObjectionKind.NotAFile, $"'{path}' is no text in UTF-8 or UTF-16.");
            return false;
        }

        var unsaved = Unsaved.Of(path, source.Text);
        text = new TaskText(unsaved?.Text ?? source.Text, source.Encoding, file, unsaved);
        return true;
    }

    /// <summary>The files that a program sees otherwise than the user does, in the order of their paths; none that the task may not know of.</summary>
    public async Task<IReadOnlyList<string>> NotSavedAsync(CancellationToken cancellationToken)
    {
        List<string> paths = [];
        foreach (var open in Unsaved.Editor.Open.OrderBy(open => open.Text, StringComparer.Ordinal))
        {
            if ((await AdmitAsync(open.Text, cancellationToken)).Path is { } path && TryRead(path, out var text, out _) && text.IsUnsaved)
            {
                paths.Add(path.Text);
            }
        }

        return paths;
    }

    public void Remember(TaskPath path, string text, bool isWhole) =>
        _seen[path] = (Fingerprint(text), isWhole || (_seen.TryGetValue(path, out var before) && before.IsWhole && string.Equals(before.Content, Fingerprint(text), StringComparison.Ordinal)));

    /// <returns>Whether the model has seen all of exactly this text; and whether it has seen another one.</returns>
    public (bool IsRead, bool IsStale) Knows(TaskPath path, string text)
    {
        var isSeen = _seen.TryGetValue(path, out var seen);
        var isSame = isSeen && string.Equals(seen.Content, Fingerprint(text), StringComparison.Ordinal);
        return (isSame && seen.IsWhole, isSeen && !isSame);
    }

    /// <summary>Why nothing of a file is told yet, which the user has to let be read first; null where it may be.</summary>
    public string? SecondName(TaskPath path, TaskText text) =>
        text.File.Links > 1 && !(_seen.TryGetValue(path, out var seen) && string.Equals(seen.Content, Fingerprint(text.Text), StringComparison.Ordinal))
            ? $"'{path}' has a second name, which may lie outside this folder; read it first."
            : null;

    public PayloadPart Part(TaskPath path, string text) => new(text, [new PartOrigin.File(_place.Root, path.Text, IsIgnored: false)]);

    public PayloadPart Part(string text) => new(text, [new PartOrigin.Workspace(_place.Root)]);

    /// <summary>Our own words.</summary>
    public static PayloadPart Own(string text) => new(text, [new PartOrigin.Product()]);

    public static ActionResult.Refused Refuse(string why) => new(why) { Parts = [Own(why + "\n")] };

    /// <summary>With the objection's sentence, which names the file.</summary>
    public ActionResult Fail(FileObjection objection) =>
        objection.Kind is FileObjectionKind.LeadsOutside ? Refuse(objection.Why) : new ActionResult.Failed { Parts = [Part(objection.Why + "\n")] };

    public static string Fingerprint(string text) => Sha256.HexOf(System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => Folder.Dispose();
}
