using System.Globalization;
using CodeAssist.Models.Ledger;

// A writer of the ledger that a test may kill. Prints the number of each record once it is kept, so that the test knows what was promised.
if (args is not ["ledger", var directory])
{
    await Console.Error.WriteLineAsync("usage: ledger DIRECTORY");
    return 64;
}

using var ledger = new AuditLedger(directory, new LedgerOptions { FileBytes = 8 * 1024 }, TimeProvider.System);
var output = Console.Out;
while (true)
{
    var attempt = new LedgerAttempt("probe", "repository", "to be killed", "https://example.test:443", 1234, new string('0', 64), new Dictionary<string, int>(StringComparer.Ordinal), "test");
    if (await KeepAsync(ledger.BeginAsync(attempt, CancellationToken.None)) is not { } sequence
        || await KeepAsync(ledger.SettleAsync(sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, ""), CancellationToken.None)) is null)
    {
        return 1;
    }
}

async Task<long?> KeepAsync(Task<LedgerReceipt> receipt)
{
    if (await receipt is not LedgerReceipt.Kept kept)
    {
        await Console.Error.WriteLineAsync(((LedgerReceipt.Lost)await receipt).Failure.Message);
        return null;
    }

    await output.WriteLineAsync(kept.Sequence.ToString(CultureInfo.InvariantCulture));
    await output.FlushAsync();
    return kept.Sequence;
}
