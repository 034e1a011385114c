using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Changes;

/// <summary>Reads listed files: both contents, and which lines differ. Of each there is an account, also of those that are not read.</summary>
internal sealed class ChangedFiles(RepositoryView repository, Comparison comparison, IReadOnlyDictionary<string, string> unsaved)
{
    private readonly IgnoredPaths _ignored = new(repository.Root);

    /// <returns>In the order of their paths. Null where Git failed.</returns>
    public async Task<IReadOnlyList<ChangedFile>?> ReadAsync(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        var paths = entries.Select(entry => entry.Path).ToList();
        var attributes = comparison.New is { } commit
            ? await PathAttributes.ReadAsync(repository.Git, commit, paths, cancellationToken)
            : await PathAttributes.ReadAsync(repository.Git, comparison.Side, paths, cancellationToken);
        var committed = comparison.New is null ? CommittedIgnores.None : await CommittedIgnores.ReadAsync(repository.Git, comparison.New, paths, cancellationToken);
        if (attributes is null || committed is null)
        {
            return null;
        }

        var files = new List<ChangedFile>(entries.Count);
        var toRead = new List<Entry>();
        foreach (var entry in entries)
        {
            var (skipped, failure) = await ObjectionAsync(entry, attributes, committed, cancellationToken);
            if (skipped is null && failure is null)
            {
                toRead.Add(entry);
            }
            else
            {
                files.Add(Account(entry) with { Skipped = skipped, Failure = failure, Length = LengthOf(entry, skipped) });
            }
        }

        var ids = toRead.SelectMany(entry => (string?[])[entry.OldType is EntryType.File ? entry.OldId : null, IsInRepository(entry) ? entry.NewId : null]).OfType<string>();
        var blobs = await Blobs.ReadAsync(repository.Git, ids, ChangeLimits.LargestBytes, ChangeLimits.LargestBytesInAll, cancellationToken);
        if (blobs is null)
        {
            return null;
        }

        foreach (var entry in toRead)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await ReadAsync(entry, blobs, attributes, cancellationToken) is { } file)
            {
                files.Add(file);
            }
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task<(SkipReason? Skipped, string? Failure)> ObjectionAsync(
        Entry entry, PathAttributes attributes, CommittedIgnores committed, CancellationToken cancellationToken)
    {
        if (entry.IsNameBroken)
        {
            return (null, "Its name is not UTF-8, so it cannot be opened.");
        }

        if (entry.IsConflicted && comparison.Side is NewSide.Index)
        {
            return (null, "A merge stopped at it and is not resolved, so the index holds no content for it.");
        }

        SkipReason? skipped = entry switch
        {
            { NewType: EntryType.None } => SkipReason.Deleted,
            { NewType: EntryType.Repository } => SkipReason.Submodule,
            _ when IsLink(entry) => SkipReason.Link,
            _ when committed.Withhold(entry.Path) || await _ignored.WithholdAsync(entry.Path, cancellationToken) => SkipReason.Ignored,
            { NewId: not null } when !HasUnsaved(entry) && string.Equals(entry.OldId, entry.NewId, StringComparison.Ordinal) => SkipReason.ContentUnchanged,
            _ when attributes.IsBinary(entry.Path) => SkipReason.Binary,
            _ when attributes.IsGenerated(entry.Path) ?? GeneratedCode.IsName(entry.Path) => SkipReason.Generated,
            _ => null,
        };
        return (skipped, null);
    }

    // Git may name the content of a file on the disk too, and need not have it: it looked at the file to tell whether it was moved.
    private bool IsInRepository(Entry entry) => entry.NewId is not null && comparison.Side is not NewSide.Disk;

    private bool HasUnsaved(Entry entry) => comparison.Side is NewSide.Disk && unsaved.ContainsKey(entry.Path);

    private bool IsLink(Entry entry) =>
        entry.NewType is EntryType.Link || (comparison.Side is NewSide.Disk && entry.NewType is EntryType.File && Links.IsOnTheWay(repository.Root, entry.Path));

    private long LengthOf(Entry entry, SkipReason? skipped) =>
        comparison.Side is NewSide.Disk && entry.NewType is EntryType.File && skipped is not SkipReason.Link ? FileContent.LengthOf(Path.Combine(repository.Root, entry.Path)) : 0;

    private async Task<ChangedFile?> ReadAsync(Entry entry, Blobs blobs, PathAttributes attributes, CancellationToken cancellationToken)
    {
        var file = Account(entry);
        var now = await NewAsync(entry, blobs, cancellationToken);
        if (now.Document is not { } after)
        {
            return file with { Length = now.Length, Skipped = now.Skipped, Failure = now.Failure };
        }

        var before = entry is { OldId: { } id, OldType: EntryType.File } && blobs.ContentOf(id) is { } content
            ? FileContent.OfBytes(entry.OldPath ?? entry.Path, content.Span).Document
            : null;
        if (before is not null && entry is { Kind: ChangeKind.Modified, HasNewMode: false } && comparison.Side is NewSide.Disk
            && string.Equals(before.Text, after.Text, StringComparison.Ordinal)
            && (HasUnsaved(entry) || blobs.LengthOf(entry.OldId!) == now.Length))
        {
            // Touched, not changed: Git would have to run the filters of the repository to tell the two apart.
            return null;
        }

        file = file with { Length = now.Length, Old = before, New = after, Hunks = HunksOf(before, after) };
        SkipReason? skipped = before is not null && file.Hunks.Count == 0 ? SkipReason.ContentUnchanged
            : attributes.IsGenerated(entry.Path) is null && GeneratedCode.IsSaidBy(after.Text) ? SkipReason.Generated
            : HasEndlessLine(file) ? SkipReason.TooLarge
            : null;
        return skipped is null ? file : file with { Skipped = skipped, Old = null, New = null, Hunks = [] };
    }

    private async Task<FileContent> NewAsync(Entry entry, Blobs blobs, CancellationToken cancellationToken)
    {
        if (HasUnsaved(entry))
        {
            return FileContent.OfText(entry.Path, unsaved[entry.Path]);
        }

        if (!IsInRepository(entry) || entry.NewId is not { } id)
        {
            return await FileContent.OfDiskAsync(repository.Root, entry.Path, cancellationToken);
        }

        return (blobs.LengthOf(id), blobs.ContentOf(id)) switch
        {
            ({ } length, { } content) => FileContent.OfBytes(entry.Path, content.Span) with { Length = length },
            ({ } length, null) when length > ChangeLimits.LargestBytes => new FileContent(null, length, SkipReason.TooLarge),
            ({ } length, null) => new FileContent(
                null, length, Failure: $"The change holds more than {ChangeLimits.LargestBytesInAll / (1024 * 1024)} MiB of text, and this file came after them."),
            _ => new FileContent(null, 0, Failure: "This clone does not have its content; fetch it first."),
        };
    }

    private static IReadOnlyList<Hunk> HunksOf(DocumentSnapshot? before, DocumentSnapshot after)
    {
        if (before is not null)
        {
            return LineDifference.Between(before, after);
        }

        var lines = LineDifference.CountLines(after);
        return lines == 0 ? [] : [new Hunk(new LineSpan(0, 0), new LineSpan(0, lines))];
    }

    private static bool HasEndlessLine(ChangedFile file)
    {
        foreach (var hunk in file.Hunks)
        {
            for (var line = hunk.New.Start; line < hunk.New.End; line++)
            {
                if (file.New!.Line(line).Length > ChangeLimits.LongestLine)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ChangedFile Account(Entry entry) => new() { Path = entry.Path, OldPath = entry.OldPath, Kind = entry.Kind };
}
