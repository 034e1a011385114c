namespace CodeAssist.Models.Ledger;

/// <summary>How long the ledger keeps what, and how long it waits.</summary>
public sealed record LedgerOptions
{
    /// <summary>A file goes when its last record is older.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A new file is begun when the first record of the last one is older.</summary>
    public TimeSpan FileSpan { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A new file is begun when the last one has so many bytes.</summary>
    public int FileBytes { get; init; } = 256 * 1024;

    /// <summary>Longest wait for another process that is writing.</summary>
    public TimeSpan LockLimit { get; init; } = TimeSpan.FromSeconds(5);
}
