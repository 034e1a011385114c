using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;

namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>Brings a file of a model to this machine: in parallel parts, into <c>.partial</c>, checked, and only then under its name.</summary>
/// <remarks>
/// Ended at any moment it leaves either the finished file, or a partial one with a note of what of it is there; the next try goes on
/// from that note. Nothing but the finished, checked file ever has the name under which models are found.
/// </remarks>
internal sealed class ModelDownload(DownloadWish wish, IModelSource source, DownloadDisk disk, TimeProvider time)
{
    private const long NoteBytes = 4 << 20;
    private const long SpareBytes = 64 << 20;
    private const int MostTries = 5;

    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(2);

    private readonly Lock _noting = new();
    private long _unnoted;
    private long _begunAt;
    private long _begunBytes;

    /// <summary>Bytes below which a part is not worth a connection of its own.</summary>
    public long LeastPartBytes { get; init; } = 16 << 20;

    /// <param name="progress">Told after every piece; must be quick.</param>
    /// <param name="cancellationToken">Ends it; what has come is kept.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<DownloadOutcome> RunAsync(Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(wish.Target)!);
            return File.Exists(wish.Target) ? await CheckAsync(wish.Target, wish.Sha256, cancellationToken) : await FetchAsync(progress, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DownloadOutcome.Failed(
                $"{wish.Target} cannot be written: {exception.Message}", $"Make room or change the permissions ({Room()}), and pull it again: what has come is kept.");
        }
    }

    private async Task<DownloadOutcome> FetchAsync(Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var state = File.Exists(wish.PartialFile) ? PartialState.Read(wish.NoteFile) : null;
        var first = state?.Segments.FirstOrDefault(segment => !segment.IsDone);
        if (state is not null && first is null)
        {
            return await FinishAsync(state, cancellationToken);
        }

        var (stream, failure) = await TryOpenAsync(first?.At ?? 0, state?.Tag, cancellationToken);
        if (stream is null)
        {
            return Failed(failure!);
        }

        var head = stream.Head;
        var canGoOn = state is not null && head.From == first!.At && head.TotalBytes == state.TotalBytes && (head.HasRanges || state.Segments.Count(segment => !segment.IsDone) == 1);
        if (state is null || first is null || !canGoOn)
        {
            // Nothing there yet, or the source has another file now, or only a whole one: what there was is of no use.
            if (head.From != 0)
            {
                await stream.DisposeAsync();
                File.Delete(wish.NoteFile);
                return new DownloadOutcome.Failed("The file at the hub has changed since the download began.", "Pull it again: it begins anew.");
            }

            File.Delete(wish.PartialFile);
            state = PartialState.New(head.TotalBytes, head.Tag, wish.Sha256 ?? head.Sha256, head.HasRanges ? LeastPartBytes : 0);
            first = state.Segments[0];
        }

        await using (stream)
        {
            if (Mismatch(head) is { } other)
            {
                return other;
            }

            if (disk.FreeBytes(Path.GetDirectoryName(wish.Target)!) is { } free && state.TotalBytes - state.DoneBytes + SpareBytes > free)
            {
                return new DownloadOutcome.Failed(
                    $"There is no room for it: {FitSentences.Bytes(state.TotalBytes - state.DoneBytes + SpareBytes)} are needed and {FitSentences.Bytes(free)} are free.", "Make room, and pull it again.");
            }

            state.Write(wish.NoteFile);
            (_begunAt, _begunBytes) = (time.GetTimestamp(), state.DoneBytes);
            if (await FetchPartsAsync(state, first, stream, progress, cancellationToken) is { } broken)
            {
                return Failed(broken);
            }
        }

        return await FinishAsync(state, cancellationToken);
    }

    private async Task<EgressFailure?> FetchPartsAsync(
        PartialState state, PartialSegment first, IModelTransfer stream, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        EgressFailure? failure = null;
        var parts = state.Segments.Where(segment => !segment.IsDone).Select(segment => RunAsync(segment, ReferenceEquals(segment, first) ? stream : null)).ToList();
        try
        {
            await Task.WhenAll(parts);
        }
        catch (OperationCanceledException) when (failure is not null && !cancellationToken.IsCancellationRequested)
        {
            // One part has failed and ended the others.
        }
        finally
        {
            Note(state);
        }

        return failure;

        async Task RunAsync(PartialSegment segment, IModelTransfer? open)
        {
            if (await FetchPartAsync(state, segment, open, progress, giveUp.Token) is { } broken)
            {
                failure ??= broken;
                await giveUp.CancelAsync();
            }
        }
    }

    private async Task<EgressFailure?> FetchPartAsync(
        PartialState state, PartialSegment segment, IModelTransfer? open, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        await using var file = disk.Open(wish.PartialFile);
        for (var tries = 0; ; tries++)
        {
            var before = segment.At;
            var failure = await CopyAsync(state, segment, open, file, progress, cancellationToken);
            open = null;
            if (segment.IsDone)
            {
                return null;
            }

            tries = segment.At > before ? 0 : tries;
            failure ??= new EgressFailure(EgressFailureKind.Interrupted, "The file ended before it was complete.", "Pull it again: what has come is kept.");
            if (!MayRetry(failure) || tries >= MostTries)
            {
                return failure;
            }

            await Task.Delay(Wait(failure, tries), time, cancellationToken);
        }
    }

    private async Task<EgressFailure?> CopyAsync(
        PartialState state, PartialSegment segment, IModelTransfer? open, Stream file, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var stream = open;
        if (stream is null)
        {
            (stream, var failure) = await source.OpenAsync(wish.Model, wish.File, wish.Part, segment.At, state.Tag, cancellationToken);
            if (stream is null)
            {
                return failure;
            }
        }

        try
        {
            if (stream.Head.From != segment.At || stream.Head.TotalBytes != state.TotalBytes)
            {
                return new EgressFailure(EgressFailureKind.AnswerUnreadable, "The file at the hub has changed since the download began.", "Remove what has come, and pull it again.");
            }

            file.Position = segment.At;
            while (!segment.IsDone)
            {
                var (bytes, failure) = await stream.ReadAsync(cancellationToken);
                if (bytes.Length == 0)
                {
                    return failure;
                }

                // More than was promised is not taken.
                var taken = bytes[..(int)Math.Min(bytes.Length, segment.To - segment.At)];
                await file.WriteAsync(taken, cancellationToken);
                Advance(state, segment, taken.Length);
                progress(new DownloadProgress(state.DoneBytes, state.TotalBytes, Speed(state)));
            }

            return null;
        }
        finally
        {
            if (!ReferenceEquals(stream, open))
            {
                await stream.DisposeAsync();
            }
        }
    }

    private async Task<(IModelTransfer? Stream, EgressFailure? Failure)> TryOpenAsync(long from, string? tag, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var (stream, failure) = await source.OpenAsync(wish.Model, wish.File, wish.Part, from, tag, cancellationToken);
            if (stream is not null || !MayRetry(failure!) || tries >= MostTries)
            {
                return (stream, failure);
            }

            await Task.Delay(Wait(failure!, tries), time, cancellationToken);
        }
    }

    private async Task<DownloadOutcome> FinishAsync(PartialState state, CancellationToken cancellationToken)
    {
        var outcome = await CheckAsync(wish.PartialFile, state.Sha256, cancellationToken);
        if (outcome is DownloadOutcome.Done)
        {
            // What gets the name, and a digest in the list, is on the disk before.
            disk.Sync(wish.PartialFile);
            File.Move(wish.PartialFile, wish.Target);
        }
        else
        {
            File.Delete(wish.PartialFile);
        }

        File.Delete(wish.NoteFile);
        return outcome;
    }

    private static async Task<DownloadOutcome> CheckAsync(string path, string? expected, CancellationToken cancellationToken)
    {
        var digest = await FileDigest.OfAsync(path, static _ => { }, cancellationToken);
        return expected is null || string.Equals(expected, digest, StringComparison.Ordinal)
            ? new DownloadOutcome.Done(digest, IsPinnedNow: expected is null)
            : new DownloadOutcome.Failed(
                $"What came is not the file that was promised: its SHA-256 is {digest} and should be {expected}. It is not used.", "Somebody may be in between; try again later or from elsewhere.");
    }

    private DownloadOutcome.Failed? Mismatch(DownloadHead head) =>
        wish.Bytes is { } bytes && bytes != head.TotalBytes
            ? new DownloadOutcome.Failed($"The hub has a file of {head.TotalBytes} bytes, and the catalogue one of {bytes}: nothing was fetched.", "It may have been replaced; look at the hub's page.")
        : wish.Sha256 is { } digest && head.Sha256 is { } said && !string.Equals(digest, said, StringComparison.Ordinal)
            ? new DownloadOutcome.Failed($"The hub has a file with SHA-256 {said}, and the catalogue one with {digest}: nothing was fetched.", "It may have been replaced; look at the hub's page.")
        : null;

    private void Advance(PartialState state, PartialSegment segment, int bytes)
    {
        lock (_noting)
        {
            segment.At += bytes;
            _unnoted += bytes;
            if (_unnoted >= NoteBytes)
            {
                _unnoted = 0;
                WriteNote(state);
            }
        }
    }

    private void Note(PartialState state)
    {
        lock (_noting)
        {
            WriteNote(state);
        }
    }

    // Where nobody has promised a digest, none would tell what the disk lost: there nothing is noted that is not on it.
    private void WriteNote(PartialState state)
    {
        if (state.Sha256 is null && state.DoneBytes > 0)
        {
            disk.Sync(wish.PartialFile);
        }

        state.Write(wish.NoteFile);
    }

    private double Speed(PartialState state) => time.GetElapsedTime(_begunAt).TotalSeconds is > 0.5 and var seconds ? (state.DoneBytes - _begunBytes) / seconds : 0;

    private static bool MayRetry(EgressFailure failure) => failure.Kind is EgressFailureKind.TimedOut or EgressFailureKind.Interrupted or EgressFailureKind.ConnectFailed
        or EgressFailureKind.ProviderFailed or EgressFailureKind.Overloaded or EgressFailureKind.RateLimited && !(failure.RetryAfter > _longestWait);

    private static TimeSpan Wait(EgressFailure failure, int tries) => failure.RetryAfter ?? TimeSpan.FromSeconds(1 << Math.Min(tries, 4));

    private static DownloadOutcome.Failed Failed(EgressFailure failure) => new(failure.Message, failure.NextStep);

    private string Room() => disk.FreeBytes(Path.GetDirectoryName(wish.Target)!) is { } free ? $"{FitSentences.Bytes(free)} are free" : "how much is free is not known";
}
