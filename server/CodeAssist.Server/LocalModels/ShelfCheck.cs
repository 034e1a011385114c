using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;

namespace CodeAssist.Server.LocalModels;

/// <summary>Whether a file of the list, and its adapter, are still what they were when their digests were computed: looked at before they are loaded, and read again where they were written since.</summary>
/// <remarks>
/// The host loads only a file of the very length and time that were found sound here, by the handle by which it looked. Length and time of the last writing say that cheaply. Whoever can set both back can write the list, too; `codeassist models
/// verify` reads all of it.
/// </remarks>
/// <param name="shelf">The list.</param>
internal sealed class ShelfCheck(ModelShelf shelf)
{
    private const string NextStep = "Remove it with `codeassist models remove` and download it again, or import it again if you changed it yourself.";

    /// <param name="path">Absolute path of the file. One that is in no list is nobody's to judge.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CheckedFile> CheckAsync(string path, CancellationToken cancellationToken)
    {
        var contents = shelf.Read();
        var adapter = contents.Adapters.GetValueOrDefault(path);
        if (adapter is not null && (await CheckAsync(adapter, changed => shelf.Adapt(path, changed), cancellationToken)).Failure is { } unfit)
        {
            return new CheckedFile(unfit, null, null);
        }

        var entry = contents.Models.FirstOrDefault(model => string.Equals(model.Path, path, StringComparison.Ordinal));
        var (failure, stamp) = entry is null ? (null, null) : await CheckAsync(entry, shelf.Add, cancellationToken);
        return new CheckedFile(failure, stamp, adapter?.Path, await DraftAsync(contents, path, cancellationToken));
    }

    // One that is not what it was is left out: nothing but speed hangs on it.
    private async Task<string?> DraftAsync(ShelfContents contents, string path, CancellationToken cancellationToken)
    {
        if (contents.Drafts.GetValueOrDefault(path) is not { Length: > 0 } draft)
        {
            return null;
        }

        var entry = contents.Models.FirstOrDefault(model => string.Equals(model.Path, draft, StringComparison.Ordinal));
        return entry is null || (await CheckAsync(entry, shelf.Add, cancellationToken)).Failure is null ? draft : null;
    }

    private static async Task<(ModelFailure? Failure, FileStamp? Stamp)> CheckAsync(ShelfEntry entry, Action<ShelfEntry> note, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, writtenAt) = Look(entry.Path);
            if (bytes != entry.Bytes
                || (writtenAt != entry.WrittenAt && !string.Equals(await FileDigest.OfModelAsync(entry.Path, static _ => { }, cancellationToken), entry.Sha256, StringComparison.Ordinal)))
            {
                return (new ModelFailure(ModelFailureKind.Unusable, $"{entry.Path} is not the file that it was when it came here: its content has changed. It is not loaded.", NextStep), null);
            }

            if (writtenAt != entry.WrittenAt)
            {
                // The same content, written anew: the next look is a quick one again.
                note(entry with { WrittenAt = writtenAt });
            }

            return (null, new FileStamp(bytes, writtenAt));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not there, or not ours to read or to note: the host says what of that matters.
            return (null, null);
        }
    }

    /// <summary>Length and time of the last writing of what a path leads to; of a model in several files that of all and the latest.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    internal static (long Bytes, DateTime WrittenAt) Look(string path)
    {
        var (bytes, writtenAt) = (0L, DateTime.MinValue);
        foreach (var part in SplitName.AllOf(path))
        {
            using var file = File.OpenHandle(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes += RandomAccess.GetLength(file);
            writtenAt = File.GetLastWriteTimeUtc(file) is var written && written > writtenAt ? written : writtenAt;
        }

        return (bytes, writtenAt);
    }
}
