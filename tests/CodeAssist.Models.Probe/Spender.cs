using System.Globalization;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;

namespace CodeAssist.Models.Probe;

/// <summary>Makes ten calls of one cent at once, prints how many of them it was allowed, and then waits to be killed before any of them has an end.</summary>
internal static class Spender
{
    private const int Calls = 10;

    /// <param name="directory">Where the ledger is.</param>
    /// <param name="cents">The budget for the day.</param>
    public static async Task<int> RunAsync(string directory, int cents)
    {
        using var ledger = new AuditLedger(directory, new LedgerOptions(), TimeProvider.System);
        var attempt = new LedgerAttempt("probe", "repository", "to be killed", "https://example.test:443", 1234, new string('0', 64), new Dictionary<string, int>(StringComparer.Ordinal), "test");
        var request = new SpendRequest("task", "acme/large", new TokenPrice(1, null, 1), new CostEstimate(0.01m, 0.01m), new Budgets(100, cents / 100m, 100));
        var receipts = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Task.Run(() => ledger.ReserveAsync(attempt, request, CancellationToken.None))));

        await Console.Out.WriteLineAsync(receipts.OfType<SpendReceipt.Reserved>().Count().ToString(CultureInfo.InvariantCulture));
        await Console.Out.FlushAsync();
        _ = await Console.In.ReadLineAsync();
        return 0;
    }
}
