namespace CodeAssist.Models.Ledger;

/// <summary>One file of the ledger, taken apart.</summary>
/// <param name="Frames">Every whole frame, in order; the first holds the <see cref="SegmentHeader"/>.</param>
/// <param name="Gaps">Bytes between two whole frames that are none: damage, since a torn write can only be the last.</param>
/// <param name="End">Where the last whole frame ends; what comes behind it was torn off while it was written.</param>
/// <param name="Length">Of the file.</param>
internal sealed record LedgerSegment(IReadOnlyList<LedgerFrame> Frames, IReadOnlyList<Range> Gaps, int End, int Length)
{
    public static LedgerSegment Parse(ReadOnlyMemory<byte> file)
    {
        List<LedgerFrame> frames = [];
        List<Range> gaps = [];
        var end = 0;
        for (var at = 0; at < file.Length;)
        {
            if (LedgerFrame.At(file, at) is not { } frame)
            {
                // Looks on for the next whole frame; there is none behind a torn one.
                at++;
                continue;
            }

            if (frame.Start > end)
            {
                gaps.Add(end..frame.Start);
            }

            frames.Add(frame);
            at = end = frame.End;
        }

        return new LedgerSegment(frames, gaps, end, file.Length);
    }
}
