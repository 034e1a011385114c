using System.Globalization;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Checkpoints;

/// <summary>
/// How the files of one task were before each of its changes: untracked ones too, ignored ones not, and what an editor had of them and had not saved. Kept by content in a folder of the
/// user's own; Git is not asked, so that neither index nor stash nor references can change, and nested repositories or none make no difference.
/// </summary>
/// <remarks>For one task; calls one after another. Links are neither kept nor restored. A file above <see cref="GuardedFolder.LargestBytes"/> is not kept.</remarks>
/// <param name="folder">Absolute path of this task's own folder, made when it is needed and deleted by <see cref="Forget"/>.</param>
/// <param name="root">Absolute path of the root.</param>
/// <param name="files">The way to the files.</param>
/// <param name="unsaved">What an editor has of them.</param>
/// <param name="time">For the moments of marks.</param>
public sealed class CheckpointStore(string folder, string root, GuardedFolder files, UnsavedTexts unsaved, TimeProvider time)
{
    /// <summary>A root with more files is not kept, and so not changed.</summary>
    public const int MostFiles = 50_000;

    /// <summary>Most that one task keeps, in bytes.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    private readonly TaskFiles _walk = new(root, files);
    private readonly KeptContents _contents = new(folder);
    private readonly Dictionary<string, KeptState> _marks = new(StringComparer.Ordinal);
    private KeptState _last = KeptState.None;

    /// <summary>Deletes what tasks have kept that ended long ago, or were killed.</summary>
    /// <param name="parent">The folder that holds the folders of tasks.</param>
    /// <param name="before">What was written last before this goes.</param>
    public static void CleanUp(string parent, DateTimeOffset before)
    {
        if (!Directory.Exists(parent))
        {
            return;
        }

        foreach (var task in Directory.GetDirectories(parent))
        {
            try
            {
                if (new DateTimeOffset(Directory.GetLastWriteTimeUtc(task)) < before)
                {
                    Directory.Delete(task, recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another window is faster, or still at it.
            }
        }
    }

    /// <returns>Null where not everything could be kept: too much, or the disk is full.</returns>
    public async Task<Checkpoint?> MarkAsync(CancellationToken cancellationToken)
    {
        if (await LookAsync(keep: true, cancellationToken) is not { } now)
        {
            return null;
        }

        var mark = new Checkpoint((_marks.Count + 1).ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        _marks[mark.Id] = _last = now;
        return mark;
    }

    /// <returns>What is different now, in the order of the paths; empty for a mark of another task.</returns>
    public async Task<IReadOnlyList<FileDifference>> CompareAsync(Checkpoint since, CancellationToken cancellationToken)
    {
        if (!_marks.TryGetValue(since.Id, out var before) || await LookAsync(keep: false, cancellationToken) is not { } now)
        {
            return [];
        }

        var gone = before.Files.Where(file => !now.Files.ContainsKey(file.Key)).ToDictionary();
        List<FileDifference?> differences = [];
        foreach (var (path, file) in now.Files.Where(file => !before.IsSame(now, file.Key)))
        {
            var moved = before.Files.ContainsKey(path) ? null : gone.FirstOrDefault(old => string.Equals(old.Value.Content, file.Content, StringComparison.Ordinal)).Key;
            if (moved is not null)
            {
                gone.Remove(moved);
            }

            differences.Add(Difference(before, moved ?? path, now, path));
        }

        differences.AddRange(gone.Keys.Select(path => Difference(before, path, now, path)));
        return [.. differences.OfType<FileDifference>().OrderBy(difference => difference.Path, StringComparer.Ordinal)];
    }

    /// <summary>Makes files what they were. What was not saved is so again, in the editor; what the user has saved since is made what it was on the disk.</summary>
    /// <param name="to">A mark of this task.</param>
    /// <param name="paths">Which; a file that is not part of the mark is deleted.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    public async Task<Restoration> RestoreAsync(Checkpoint to, IReadOnlyList<TaskPath> paths, CancellationToken cancellationToken)
    {
        List<string> restored = [];
        List<string> problems = [];
        if (!_marks.TryGetValue(to.Id, out var mark))
        {
            return new Restoration([], ["The checkpoint is none of this task."]);
        }

        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var problem = await RestoreAsync(path, mark.Files.GetValueOrDefault(path), mark.Unsaved.GetValueOrDefault(path));
            if (problem is null)
            {
                restored.Add(path.Text);
            }
            else
            {
                problems.Add($"{path}: {problem}");
            }
        }

        return new Restoration(restored, problems);
    }

    /// <summary>Makes places of a file what they were.</summary>
    /// <param name="to">A mark of this task.</param>
    /// <param name="path">Which file.</param>
    /// <param name="places">As <see cref="CompareAsync"/> told them.</param>
    public async Task<Restoration> RestoreAsync(Checkpoint to, TaskPath path, IReadOnlyList<DifferingPlace> places)
    {
        var problem = _marks.TryGetValue(to.Id, out var mark) && mark.Files.GetValueOrDefault(path) is { } kept && (mark.Unsaved.GetValueOrDefault(path)?.Text ?? Text(path, _contents.Read(kept.Content))) is { } before
            ? await RestoreAsync(path, before, places)
            : "There was no such file at the checkpoint.";
        return problem is null ? new Restoration([path.Text], []) : new Restoration([], [$"{path}: {problem}"]);
    }

    /// <summary>Deletes everything that was kept.</summary>
    public void Forget()
    {
        _contents.Forget();
        _marks.Clear();
    }

    private async Task<string?> RestoreAsync(TaskPath path, KeptFile? kept, OpenText? keptOpen)
    {
        var isThere = files.TryRead(path, out var now, out var objection);
        if (!isThere && objection!.Kind is not FileObjectionKind.Missing)
        {
            return objection.Why;
        }

        var text = isThere ? SourceBytes.Decode(path.Text, now!.Bytes.Span) : null;
        var open = text is null ? null : unsaved.Of(path, text.Text);
        if (open is not null && keptOpen is null)
        {
            return "It has changes in the editor that are not saved; save or revert it, then try again.";
        }

        if (kept is null)
        {
            return isThere ? files.Delete(path, now!.Bytes)?.Why : null;
        }

        // Whoever has saved it since wants it on the disk.
        var bytes = keptOpen is not null && text is not null && open is null ? SourceBytes.Encode(keptOpen.Text, text.Encoding) : _contents.Read(kept.Content);
        var problem = bytes is null ? "What was kept of it is gone."
            : isThere && now!.Bytes.Span.SequenceEqual(bytes) && now.Mode == kept.Mode ? null
            : files.Write(path, bytes, isThere ? now!.Bytes : (ReadOnlyMemory<byte>?)null, OperatingSystem.IsWindows() ? null : kept.Mode)?.Why;
        return problem is null && open is not null && !string.Equals(open.Text, keptOpen!.Text, StringComparison.Ordinal)
            ? await unsaved.Editor.ChangeAsync([new OpenTextChange(path, open, keptOpen.Text)])
            : problem;
    }

    private async Task<string?> RestoreAsync(TaskPath path, string before, IReadOnlyList<DifferingPlace> places)
    {
        if (!files.TryRead(path, out var file, out var objection))
        {
            return objection.Why;
        }

        var now = SourceBytes.Decode(path.Text, file.Bytes.Span);
        var open = now is null ? null : unsaved.Of(path, now.Text);
        var text = now is null ? null : FileDiff.Without(before, open?.Text ?? now.Text, places);
        return text is null ? "It has changed since the difference was shown."
            : open is not null ? await unsaved.Editor.ChangeAsync([new OpenTextChange(path, open, text)])
            : files.Write(path, SourceBytes.Encode(text, now!.Encoding), file.Bytes, OperatingSystem.IsWindows() ? null : file.Mode)?.Why;
    }

    private async Task<KeptState?> LookAsync(bool keep, CancellationToken cancellationToken)
    {
        var (entries, isWhole, _) = await _walk.WalkAsync(TaskPath.Root, MostFiles, cancellationToken);
        if (!isWhole)
        {
            return null;
        }

        Dictionary<TaskPath, KeptFile> found = [];
        foreach (var entry in entries.Where(entry => entry.Bytes <= GuardedFolder.LargestBytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_last.Files.TryGetValue(entry.Path, out var known) && known.Length == entry.Bytes && known.Written == entry.Written)
            {
                found[entry.Path] = known;
            }
            else if (files.TryRead(entry.Path, out var file, out var objection))
            {
                var content = Sha256.HexOf(file.Bytes.Span);
                if (keep && !_contents.TryKeep(content, file.Bytes.Span))
                {
                    return null;
                }

                found[entry.Path] = new KeptFile(content, entry.Bytes, entry.Written, file.Mode);
            }
            else if (objection.Kind is FileObjectionKind.Failed && keep)
            {
                return null;
            }
        }

        return new KeptState(found, Unsaved(found));
    }

    private Dictionary<TaskPath, OpenText> Unsaved(Dictionary<TaskPath, KeptFile> found)
    {
        Dictionary<TaskPath, OpenText> texts = [];
        foreach (var path in unsaved.Editor.Open.Where(found.ContainsKey))
        {
            if (Text(path, Now(path)) is { } onDisk && unsaved.Of(path, onDisk) is { } open)
            {
                texts[path] = open;
            }
        }

        return texts;
    }

    private byte[]? Now(TaskPath path) => files.TryRead(path, out var file, out _) ? file.Bytes.ToArray() : null;

    /// <returns>Null where it is the same to its user: what was not saved then, and was saved since.</returns>
    private FileDifference? Difference(KeptState then, TaskPath oldPath, KeptState now, TaskPath path)
    {
        var (thenOpen, nowOpen) = (then.Unsaved.GetValueOrDefault(oldPath)?.Text, now.Unsaved.GetValueOrDefault(path)?.Text);
        var before = then.Files.TryGetValue(oldPath, out var kept) ? _contents.Read(kept.Content) : null;
        var after = now.Files.ContainsKey(path) ? Now(path) : null;
        var (shownBefore, shownAfter) = (thenOpen ?? Text(path, before), nowOpen ?? Text(path, after));
        if ((thenOpen ?? nowOpen) is not null && string.Equals(shownBefore, shownAfter, StringComparison.Ordinal))
        {
            if (thenOpen is null || nowOpen is null)
            {
                return null;
            }

            // The editor has not noticed what was written beneath it.
            (shownBefore, shownAfter) = (Text(path, before), Text(path, after));
        }

        var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Deleted : oldPath.Equals(path) ? ChangeKind.Modified : ChangeKind.Renamed;
        var oldName = oldPath.Equals(path) ? null : oldPath.Text;
        if ((before is not null && shownBefore is null) || (after is not null && shownAfter is null))
        {
            return new FileDifference(path.Text, kind, $"'{path}' is no text.") { OldPath = oldName };
        }

        var diff = FileDiff.Of(oldPath.Text, shownBefore, path.Text, shownAfter);
        return new FileDifference(path.Text, kind, diff.Text) { OldPath = oldName, Places = kind is ChangeKind.Modified ? diff.Places : [], AddedLines = diff.Added, RemovedLines = diff.Removed };
    }

    private static string? Text(TaskPath path, byte[]? bytes) => bytes is not null && SourceBytes.Decode(path.Text, bytes) is { Text: var text } ? text : null;
}
