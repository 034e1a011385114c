using System.Globalization;
using CodeAssist.Models.Ledger;

namespace CodeAssist.Models.Probe;

/// <summary>Writes records until it is killed, and prints the number of each once it is kept, so that the test knows what was promised.</summary>
internal static class RecordWriter
{
    public static async Task<int> RunAsync(string directory)
    {
        using var ledger = new AuditLedger(directory, new LedgerOptions { FileBytes = 8 * 1024 }, TimeProvider.System);
        var attempt = new LedgerAttempt("probe", "repository", "to be killed", "https://example.test:443", 1234, new string('0', 64), new Dictionary<string, int>(StringComparer.Ordinal), "test");
        while (await KeepAsync(ledger.BeginAsync(attempt, CancellationToken.None)) is { } sequence
            && await KeepAsync(ledger.SettleAsync(sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, ""), CancellationToken.None)) is not null)
        {
            // Until it is killed, or cannot write.
        }

        return 1;
    }

    private static async Task<long?> KeepAsync(Task<LedgerReceipt> writing)
    {
        var receipt = await writing;
        if (receipt is not LedgerReceipt.Kept kept)
        {
            await Console.Error.WriteLineAsync(((LedgerReceipt.Lost)receipt).Failure.Message);
            return null;
        }

        await Console.Out.WriteLineAsync(kept.Sequence.ToString(CultureInfo.InvariantCulture));
        await Console.Out.FlushAsync();
        return kept.Sequence;
    }
}
