using System.Diagnostics;
using System.Globalization;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;

namespace CodeAssist.Models.Tests.Ledger;

/// <summary>Case 59: a real process writes, and is killed at random moments.</summary>
public sealed class LedgerKillTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static readonly string _probe = Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "CodeAssist.Models.Probe.exe" : "CodeAssist.Models.Probe");

    [Fact]
    public Task Fifty_kills_lose_no_acknowledged_record() => KillAsync(50);

    [Fact(Explicit = true)]
    public Task A_thousand_kills_lose_no_acknowledged_record() => KillAsync(1000);

    /// <summary>Two processes ask ten times each, and are killed before any call has ended: five cents are all that was spent, and are gone.</summary>
    [Fact]
    public async Task Processes_that_are_killed_between_reserve_and_settle_have_spent_what_was_left_and_no_cent_more()
    {
        using var sandbox = new LedgerSandbox();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        using var first = Start("spend", sandbox.Directory, "5");
        using var second = Start("spend", sandbox.Directory, "5");
        var allowed = 0;
        foreach (var process in (Process[])[first, second])
        {
            allowed += int.Parse((await process.StandardOutput.ReadLineAsync(limit.Token))!, CultureInfo.InvariantCulture);
        }

        foreach (var process in (Process[])[first, second])
        {
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
        }

        using var ledger = sandbox.Open();
        var (funds, _) = await ledger.ReadFundsAsync("other", new Budgets(1, 0.05m, 1), limit.Token);
        Assert.Equal(5, allowed);
        Assert.Equal(new Funds(1, 0, 0.95m), funds);
    }

    private static async Task KillAsync(int kills)
    {
        using var sandbox = new LedgerSandbox();
        var random = new Random(kills);
        HashSet<long> acknowledged = [];
        for (var kill = 0; kill < kills; kill++)
        {
            await WriteAndKillAsync(sandbox.Directory, random.Next(1, 30), random.Next(3000), acknowledged);
        }

        using (var ledger = sandbox.Open())
        {
            Assert.IsType<LedgerReceipt.Kept>(await ledger.NoteAsync(new LedgerNotice("end", "The last writer."), TestContext.Current.CancellationToken));
        }

        var contents = await sandbox.ReadAsync(TestContext.Current.CancellationToken);
        var records = sandbox.Files.SelectMany(file => LedgerSegment.Parse(File.ReadAllBytes(file)).Frames.Select(LedgerTail.Record).OfType<LedgerRecord>()).ToList();
        Assert.Empty(contents.Problems);
        Assert.Empty(acknowledged.Except(records.Select(record => record.Sequence)));
        Assert.Equal(records.Select((_, index) => index + 1L), records.Select(record => record.Sequence));

        // Everybody has ended: every attempt has an outcome, and those that a kill cut short say so.
        Assert.DoesNotContain(contents.Entries, entry => entry is { Attempt: not null, Outcome: null });
        Assert.Contains(contents.Entries, entry => entry.Outcome?.Kind is LedgerOutcomeKind.Unknown);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(_probe, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true })!;

    private static async Task WriteAndKillAsync(string directory, int lines, int spins, HashSet<long> acknowledged)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        using var process = Start("ledger", directory);
        try
        {
            for (var line = 0; line < lines; line++)
            {
                var promised = await process.StandardOutput.ReadLineAsync(limit.Token);
                Assert.NotNull(promised);
                acknowledged.Add(long.Parse(promised, CultureInfo.InvariantCulture));
            }

            // Anywhere between one acknowledgement and the next.
            Thread.SpinWait(spins);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        // What it promised and nobody had read yet; a line without its end is no promise.
        var rest = await process.StandardOutput.ReadToEndAsync(limit.Token);
        acknowledged.UnionWith(rest.Split('\n')[..^1].Select(line => long.Parse(line, CultureInfo.InvariantCulture)));
    }
}
