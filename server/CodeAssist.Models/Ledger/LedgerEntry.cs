using System.Text.Json;

namespace CodeAssist.Models.Ledger;

/// <summary>An attempt with what became of it, or a notice: one line of an export.</summary>
/// <param name="Sequence">Number of its first record; the order of everything.</param>
/// <param name="At">When that was written.</param>
/// <param name="Writer">The process that wrote it, a random name.</param>
public sealed record LedgerEntry(long Sequence, DateTimeOffset At, string Writer)
{
    public LedgerAttempt? Attempt { get; init; }

    /// <summary>Null while the attempt is under way, or until somebody notices that its process ended.</summary>
    public LedgerOutcome? Outcome { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public LedgerNotice? Notice { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LedgerJsonContext.Default.LedgerEntry);
}
