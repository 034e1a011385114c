using System.Text.Json;
using CodeAssist.Core.Integrity;

namespace CodeAssist.Models.Ledger;

/// <summary>Where the next record goes. Only whoever holds the lock may use it.</summary>
/// <param name="File">Number of the last file; 0 where there is none.</param>
/// <param name="Length">Bytes of it that are whole.</param>
/// <param name="Next">The next sequence number.</param>
/// <param name="Hash">Of the last record.</param>
/// <param name="Begun">When the first record of the last file was written; null while it has none.</param>
internal sealed record LedgerTail(int File, long Length, long Next, ReadOnlyMemory<byte> Hash, DateTimeOffset? Begun)
{
    public static LedgerTail Empty { get; } = new(0, 0, 1, new byte[Sha256.DigestBytes], Begun: null);

    /// <summary>Bytes behind the last whole record, which were being written when a process ended.</summary>
    public long Torn { get; init; }

    /// <summary>Whether the last file has its header.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Reads the last file, and the one before where a process ended while it began a new one.</summary>
    /// <exception cref="IOException">The last record was written by a later version.</exception>
    public static LedgerTail Read(ILedgerDisk disk, string directory)
    {
        var paths = disk.List(directory, LedgerFiles.SegmentEnding);
        for (var index = paths.Count - 1; index >= 0; index--)
        {
            var segment = LedgerSegment.Parse(disk.Read(paths[index]));
            if (segment.Frames.Count > 0)
            {
                return After(segment, segment.Frames[0], LedgerFiles.Number(paths[index]), LedgerFiles.Number(paths[^1]), disk.Length(paths[^1]));
            }
        }

        return paths.Count == 0 ? Empty : Empty with { File = LedgerFiles.Number(paths[^1]), Torn = disk.Length(paths[^1]) };
    }

    public static LedgerRecord? Record(LedgerFrame frame) => Parse(frame, LedgerJsonContext.Default.LedgerRecord);

    public static SegmentHeader? Header(LedgerFrame frame) => Parse(frame, LedgerJsonContext.Default.SegmentHeader);

    private static LedgerTail After(LedgerSegment segment, LedgerFrame first, int file, int lastFile, long lastLength)
    {
        var last = segment.Frames[^1];
        var next = Record(last)?.Sequence + 1 ?? Header(last)?.FirstSequence;
        if (next is null || Header(first) is { Schema: > SegmentHeader.CurrentSchema })
        {
            throw new IOException("it was written by a later version of CodeAssist");
        }

        var hash = last.Hash.ToArray();
        if (file == lastFile)
        {
            var begun = segment.Frames.Select(Record).OfType<LedgerRecord>().FirstOrDefault()?.At;
            return new LedgerTail(file, segment.End, next.Value, hash, begun) { Torn = segment.Length - segment.End, HasHeader = true };
        }

        // The last file has not even a header: it is written anew, behind the last record of the file before.
        return new LedgerTail(lastFile, 0, next.Value, hash, Begun: null) { Torn = lastLength };
    }

    private static T? Parse<T>(LedgerFrame frame, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Payload.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
