using System.Globalization;
using CodeAssist.Context.Files;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Integrity;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Checkpoints;

/// <summary>
/// How the files of one task were before each of its changes: untracked ones too, ignored ones not. Kept by content in a folder of the user's own; Git is not asked, so that neither
/// index nor stash nor references can change, and nested repositories or none make no difference. What an editor has not saved is not touched by a task, and so not kept.
/// </summary>
/// <remarks>For one task; calls one after another. Links are neither kept nor restored. A file above <see cref="GuardedFolder.LargestBytes"/> is not kept.</remarks>
/// <param name="folder">Absolute path of this task's own folder, made when it is needed and deleted by <see cref="Forget"/>.</param>
/// <param name="root">Absolute path of the root.</param>
/// <param name="files">The way to the files.</param>
/// <param name="time">For the moments of marks.</param>
public sealed class CheckpointStore(string folder, string root, GuardedFolder files, TimeProvider time)
{
    /// <summary>A root with more files is not kept, and so not changed.</summary>
    public const int MostFiles = 50_000;

    /// <summary>Most that one task keeps, in bytes.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TaskFiles _walk = new(root, files);
    private readonly Dictionary<string, IReadOnlyDictionary<TaskPath, KeptFile>> _marks = new(StringComparer.Ordinal);
    private Dictionary<TaskPath, KeptFile> _last = [];
    private long _kept;

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

        var gone = before.Where(file => !now.ContainsKey(file.Key)).ToDictionary();
        List<FileDifference> differences = [];
        foreach (var (path, file) in now.Where(file => !before.TryGetValue(file.Key, out var old) || !string.Equals(old.Content, file.Value.Content, StringComparison.Ordinal)))
        {
            var moved = before.ContainsKey(path) ? null : gone.FirstOrDefault(old => string.Equals(old.Value.Content, file.Content, StringComparison.Ordinal)).Key;
            if (moved is not null)
            {
                gone.Remove(moved);
            }

            differences.Add(Difference(moved ?? path, before.GetValueOrDefault(moved ?? path) is { } was ? Kept(was) : null, path, Now(path)));
        }

        differences.AddRange(gone.Select(file => Difference(file.Key, Kept(file.Value), file.Key, null)));
        return [.. differences.OrderBy(difference => difference.Path, StringComparer.Ordinal)];
    }

    /// <summary>Makes files what they were.</summary>
    /// <param name="to">A mark of this task.</param>
    /// <param name="paths">Which; a file that is not part of the mark is deleted.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    public Restoration Restore(Checkpoint to, IReadOnlyList<TaskPath> paths, CancellationToken cancellationToken)
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
            var problem = Restore(path, mark.GetValueOrDefault(path));
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
    public Restoration Restore(Checkpoint to, TaskPath path, IReadOnlyList<DifferingPlace> places)
    {
        var problem = _marks.TryGetValue(to.Id, out var mark) && mark.GetValueOrDefault(path) is { } kept ? Restore(path, kept, places) : "There was no such file at the checkpoint.";
        return problem is null ? new Restoration([path.Text], []) : new Restoration([], [$"{path}: {problem}"]);
    }

    /// <summary>Deletes everything that was kept.</summary>
    public void Forget()
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next clean-up tries again.
        }

        _marks.Clear();
    }

    private string? Restore(TaskPath path, KeptFile? kept)
    {
        var isThere = files.TryRead(path, out var now, out var objection);
        if (!isThere && objection!.Kind is not FileObjectionKind.Missing)
        {
            return objection.Why;
        }

        if (kept is null)
        {
            return isThere ? files.Delete(path, now!.Bytes)?.Why : null;
        }

        return Kept(kept) is not { } bytes ? "What was kept of it is gone."
            : isThere && now!.Bytes.Span.SequenceEqual(bytes) && now.Mode == kept.Mode ? null
            : files.Write(path, bytes, isThere ? now!.Bytes : (ReadOnlyMemory<byte>?)null, OperatingSystem.IsWindows() ? null : kept.Mode)?.Why;
    }

    private string? Restore(TaskPath path, KeptFile kept, IReadOnlyList<DifferingPlace> places)
    {
        if (!files.TryRead(path, out var file, out var objection))
        {
            return objection.Why;
        }

        var now = SourceBytes.Decode(path.Text, file.Bytes.Span);
        var text = now is not null && Kept(kept) is { } bytes && Text(path, bytes) is { } before ? FileDiff.Without(before, now.Text, places) : null;
        return text is null ? "It has changed since the difference was shown."
            : files.Write(path, SourceBytes.Encode(text, now!.Encoding), file.Bytes, OperatingSystem.IsWindows() ? null : file.Mode)?.Why;
    }

    private async Task<Dictionary<TaskPath, KeptFile>?> LookAsync(bool keep, CancellationToken cancellationToken)
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
            if (_last.TryGetValue(entry.Path, out var known) && known.Length == entry.Bytes && known.Written == entry.Written)
            {
                found[entry.Path] = known;
            }
            else if (files.TryRead(entry.Path, out var file, out var objection))
            {
                var content = Sha256.HexOf(file.Bytes.Span);
                if (keep && !TryKeep(content, file.Bytes.Span))
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

        return found;
    }

    private bool TryKeep(string content, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder, content);
        try
        {
            if (File.Exists(path))
            {
                return true;
            }

            if (_kept + bytes.Length > MostBytes)
            {
                return false;
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UserOnly);
            }

            File.WriteAllBytes(path + ".tmp", bytes);
            File.Move(path + ".tmp", path, overwrite: true);
            _kept += bytes.Length;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private byte[]? Kept(KeptFile file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file.Content));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private byte[]? Now(TaskPath path) => files.TryRead(path, out var file, out _) ? file.Bytes.ToArray() : null;

    private static FileDifference Difference(TaskPath oldPath, byte[]? before, TaskPath path, byte[]? after)
    {
        var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Deleted : oldPath.Equals(path) ? ChangeKind.Modified : ChangeKind.Renamed;
        var oldName = oldPath.Equals(path) ? null : oldPath.Text;
        if ((before is not null && Text(path, before) is null) || (after is not null && Text(path, after) is null))
        {
            return new FileDifference(path.Text, kind, $"'{path}' is no text.") { OldPath = oldName };
        }

        var diff = FileDiff.Of(oldPath.Text, before is null ? null : Text(path, before), path.Text, after is null ? null : Text(path, after));
        return new FileDifference(path.Text, kind, diff.Text) { OldPath = oldName, Places = kind is ChangeKind.Modified ? diff.Places : [], AddedLines = diff.Added, RemovedLines = diff.Removed };
    }

    private static string? Text(TaskPath path, byte[] bytes) => SourceDecoder.Decode(path.Text, bytes) is SourceFileResult.Read { File.Text: var text } ? text : null;
}
