using System.Globalization;

namespace CodeAssist.Models.Ledger;

/// <summary>Reads and verifies all files of a ledger.</summary>
internal sealed class LedgerReader
{
    private readonly SortedDictionary<long, LedgerEntry> _entries = [];
    private readonly List<LedgerProblem> _problems = [];
    private ReadOnlyMemory<byte> _hash;
    private long _next;
    private long _bytes;

    private LedgerReader()
    {
    }

    public static LedgerContents Read(ILedgerDisk disk, string directory, CancellationToken cancellationToken)
    {
        var reader = new LedgerReader();
        var paths = disk.List(directory, LedgerFiles.SegmentEnding);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Add(Path.GetFileName(path), LedgerSegment.Parse(disk.Read(path)), string.Equals(path, paths[^1], StringComparison.Ordinal));
        }

        return new LedgerContents([.. reader._entries.Values], reader._problems, reader._bytes);
    }

    private void Add(string file, LedgerSegment segment, bool isLast)
    {
        _bytes += segment.Length;
        foreach (var gap in segment.Gaps)
        {
            Problem(LedgerProblemKind.Damaged, file, gap.Start.Value, $"{gap.End.Value - gap.Start.Value} bytes are no record");
        }

        for (var index = 0; index < segment.Frames.Count; index++)
        {
            var frame = segment.Frames[index];
            if (index == 0 && LedgerTail.Header(frame) is { } header)
            {
                Begin(file, frame, header);
            }
            else if (LedgerTail.Record(frame) is { } record)
            {
                Follow(file, frame, record.Sequence);
                _next = record.Sequence + 1;
                Keep(record);
            }
            else
            {
                Problem(LedgerProblemKind.Damaged, file, frame.Start, "a record cannot be read");
            }

            _hash = frame.Hash;
        }

        if (segment.End < segment.Length)
        {
            var kind = isLast ? LedgerProblemKind.TornTail : LedgerProblemKind.Damaged;
            Problem(kind, file, segment.End, $"{segment.Length - segment.End} bytes of a record that was not written to its end");
        }
    }

    // The first file that is left is taken at its word; the others must go on where the one before ended.
    private void Begin(string file, LedgerFrame frame, SegmentHeader header)
    {
        if (header.Schema > SegmentHeader.CurrentSchema)
        {
            Problem(LedgerProblemKind.UnknownSchema, file, frame.Start, "it was written by a later version of CodeAssist");
        }

        var previous = Bytes(header.PreviousHash);
        if (_hash.IsEmpty)
        {
            (_hash, _next) = (previous, header.FirstSequence);
        }
        else if (!previous.AsSpan().SequenceEqual(_hash.Span))
        {
            Problem(LedgerProblemKind.BrokenChain, file, frame.Start, "it does not go on where the file before ends");
        }

        Follow(file, frame, header.FirstSequence);
    }

    private void Follow(string file, LedgerFrame frame, long sequence)
    {
        if (!LedgerFrame.Chained(_hash.Span, frame.Payload.Span).AsSpan().SequenceEqual(frame.Hash.Span))
        {
            Problem(LedgerProblemKind.BrokenChain, file, frame.Start, "a record does not follow from the one before it");
        }
        else if (sequence != _next)
        {
            Problem(LedgerProblemKind.BrokenChain, file, frame.Start, string.Create(CultureInfo.InvariantCulture, $"record {_next} is missing before record {sequence}"));
        }
    }

    private void Keep(LedgerRecord record)
    {
        if (record.Of is { } attempt)
        {
            // Its attempt may lie in a file that was let go of.
            if (_entries.TryGetValue(attempt, out var entry))
            {
                _entries[attempt] = entry with { Outcome = record.Outcome, SettledAt = record.At };
            }

            return;
        }

        _entries[record.Sequence] = new LedgerEntry(record.Sequence, record.At, record.Writer) { Attempt = record.Attempt, Outcome = record.Outcome, Notice = record.Notice };
    }

    private void Problem(LedgerProblemKind kind, string file, int offset, string what) =>
        _problems.Add(new LedgerProblem(kind, file, offset, string.Create(CultureInfo.InvariantCulture, $"In {file} at byte {offset}: {what}.")));

    private static byte[] Bytes(string hex)
    {
        try
        {
            return Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
