namespace CodeAssist.Models.Ledger;

/// <summary>One record as it stands in the file. An attempt and its outcome are two, because the first must be safe before anything is sent.</summary>
/// <param name="Sequence">Counts up by one from 1, through all files. It is the order; the clock may be set back.</param>
/// <param name="At">When it was written, by the machine's clock.</param>
/// <param name="Writer">The process that wrote it, a random name.</param>
public sealed record LedgerRecord(long Sequence, DateTimeOffset At, string Writer)
{
    /// <summary>For an outcome that comes later: the sequence number of its attempt.</summary>
    public long? Of { get; init; }

    public LedgerAttempt? Attempt { get; init; }

    public LedgerOutcome? Outcome { get; init; }

    public LedgerNotice? Notice { get; init; }
}
