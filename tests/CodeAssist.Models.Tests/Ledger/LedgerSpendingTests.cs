using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.TestSupport;

namespace CodeAssist.Models.Tests.Ledger;

/// <summary>T6: reserve before the call and settle after it; whatever happens in between, no budget is overshot.</summary>
public sealed class LedgerSpendingTests : IDisposable
{
    private static readonly TokenPrice _price = new(1, null, 2);

    private readonly LedgerSandbox _sandbox = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task What_is_reserved_counts_until_it_is_known_what_it_came_to()
    {
        using var ledger = _sandbox.Open(_time);
        var budgets = new Budgets(Task: 1, Day: 2, Month: 3);
        var sequence = await ReservedAsync(ledger, Request("a", 0.40m, budgets));
        Assert.Equal(new Funds(0.60m, 1.60m, 2.60m), await FundsAsync(ledger, "a", budgets));
        Assert.Equal(new Funds(1, 1.60m, 2.60m), await FundsAsync(ledger, "b", budgets));

        await SettleAsync(ledger, sequence, new LedgerCharge(0.0123456789m) { Tokens = new TokenCounts(9, 0, 1) });
        Assert.Equal(new Funds(0.9876543211m, 1.9876543211m, 2.9876543211m), await FundsAsync(ledger, "a", budgets));

        var entry = Assert.Single((await _sandbox.ReadAsync(Cancellation)).Entries);
        Assert.Equal(new LedgerReservation("a", "acme/large", new DateOnly(2026, 11, 20), 0.40m), entry.Attempt!.Reservation);
        Assert.Equal(new TokenCounts(9, 0, 1), entry.Outcome!.Charge!.Tokens);
    }

    /// <summary>Ten calls of two cents each, every one through a ledger of its own, as in ten processes.</summary>
    [Fact]
    public async Task Ten_calls_at_once_with_five_cents_left_never_come_to_more()
    {
        var budgets = new Budgets(Task: 10, Day: 0.05m, Month: 10);
        var ledgers = Enumerable.Range(0, 10).Select(_ => _sandbox.Open()).ToList();
        var receipts = await Task.WhenAll(ledgers.Select(
            (ledger, index) => Task.Run(() => ledger.ReserveAsync(LedgerSandbox.Attempt("x"), Request("task " + index, 0.02m, budgets), Cancellation), Cancellation)));

        Assert.Equal(2, receipts.OfType<SpendReceipt.Reserved>().Count());
        Assert.All(receipts.OfType<SpendReceipt.OverBudget>(), over => Assert.Equal(new BudgetVerdict.Over(BudgetPeriod.Day, 0.01m, 0.02m), over.Verdict));
        Assert.Equal(8, receipts.OfType<SpendReceipt.OverBudget>().Count());
        Assert.Equal(0.01m, (await FundsAsync(ledgers[0], "x", budgets)).Day);
        ledgers.ForEach(ledger => ledger.Dispose());

        // What was not allowed is on record, too, and costs nothing.
        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal(8, contents.Entries.Count(entry => entry.Outcome == new LedgerOutcome(LedgerOutcomeKind.Refused, LedgerOutcome.OverBudget)));
    }

    [Fact]
    public async Task Who_is_killed_before_the_end_has_spent_all_that_was_reserved()
    {
        var budgets = new Budgets(Task: 1, Day: 1, Month: 1);
        using (var killed = _sandbox.Open(_time))
        {
            await ReservedAsync(killed, Request("a", 0.75m, budgets));
        }

        using var next = _sandbox.Open(_time);
        Assert.Equal(0.25m, (await FundsAsync(next, "a", budgets)).Left);
        Assert.IsType<SpendReceipt.OverBudget>(await ReserveAsync(next, Request("a", 0.26m, budgets)));
        Assert.Equal(LedgerOutcomeKind.Unknown, (await _sandbox.ReadAsync(Cancellation)).Entries[0].Outcome!.Kind);
        Assert.Equal(0.25m, (await FundsAsync(next, "a", budgets)).Left);
    }

    [Fact]
    public async Task A_second_outcome_gives_nothing_back()
    {
        using var ledger = _sandbox.Open(_time);
        var budgets = new Budgets(1, 1, 1);
        var sequence = await ReservedAsync(ledger, Request("a", 0.50m, budgets));

        await SettleAsync(ledger, sequence, new LedgerCharge(0.30m));
        await SettleAsync(ledger, sequence, new LedgerCharge(0));

        Assert.Equal(0.70m, (await FundsAsync(ledger, "a", budgets)).Left);
    }

    [Fact]
    public async Task A_day_and_a_month_end_where_the_user_is()
    {
        // Noon in Greenwich on 20 November 2026.
        _time.Zone = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-8), "west", "west");
        using var ledger = _sandbox.Open(_time);
        var budgets = new Budgets(Task: 9, Day: 1, Month: 2);
        var overnight = await ReservedAsync(ledger, Request("a", 1, budgets));

        _time.Advance(TimeSpan.FromHours(19));
        Assert.Equal(0, (await FundsAsync(ledger, "a", budgets)).Day);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Funds(8, 1, 1), await FundsAsync(ledger, "a", budgets));

        // It ends on the next day and stays with the one that paid for it.
        await SettleAsync(ledger, overnight, new LedgerCharge(0.90m));
        Assert.Equal(new Funds(8.10m, 1, 1.10m), await FundsAsync(ledger, "a", budgets));
        _time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(new Funds(8.10m, 1, 2), await FundsAsync(ledger, "a", budgets));
    }

    /// <summary>Each day of the calendar has its budget once, wherever the user goes.</summary>
    [Fact]
    public async Task Travelling_and_a_clock_that_is_set_back_free_nothing()
    {
        var budgets = new Budgets(9, 1, 9);
        using (var ledger = _sandbox.Open(_time))
        {
            await ReservedAsync(ledger, Request("a", 1, budgets));
            var spent = 1m;
            for (var hour = -12; hour <= 14; hour++)
            {
                _time.Zone = TimeZoneInfo.CreateCustomTimeZone("z", TimeSpan.FromHours(hour), "z", "z");
                spent += await ReserveAsync(ledger, Request("a", 1, budgets)) is SpendReceipt.Reserved ? 1 : 0;
            }

            // Far enough in the east the next day has begun.
            Assert.Equal(2, spent);
        }

        _time.Advance(TimeSpan.FromDays(40));
        var earlier = new ManualTime();
        using var back = _sandbox.Open(earlier);
        Assert.Equal(new Funds(7, 0, 7), await FundsAsync(back, "a", budgets));
    }

    [Fact]
    public async Task The_users_word_for_one_call_takes_the_place_of_the_budgets_and_is_spent_once()
    {
        using var ledger = _sandbox.Open(_time);
        var approval = new SpendApproval("once", 0.50m, "user in a dialog");
        var asked = Request("a", 0.30m, Budgets.None) with { Approval = approval };
        Assert.IsType<SpendReceipt.OverBudget>(await ReserveAsync(ledger, Request("a", 0.30m, Budgets.None)));

        var sequence = await ReservedAsync(ledger, asked);
        Assert.Equal(new LedgerApproval("once", 0.50m), (await _sandbox.ReadAsync(Cancellation)).Entries[1].Attempt!.Reservation!.Approval);
        var again = Assert.IsType<SpendReceipt.OverBudget>(await ReserveAsync(ledger, asked));
        Assert.Equal((0.20m, 0.30m), (again.Verdict.Left, again.Verdict.Needed));

        // Turned away: the second attempt of the same call may be made.
        await SettleAsync(ledger, sequence, LedgerCharge.Of(Settlement.Free));
        await ReservedAsync(ledger, asked);

        // It is money all the same.
        Assert.Equal(0.70m, (await FundsAsync(ledger, "b", new Budgets(1, 1, 1))).Day);
    }

    [Fact]
    public async Task A_purge_and_old_files_that_go_forget_nothing_of_this_month()
    {
        var budgets = new Budgets(9, 9, 9);
        using var ledger = _sandbox.Open(_time);
        var open = await ReservedAsync(ledger, Request("CANARY-TASK", 1, budgets));
        _time.Advance(TimeSpan.FromDays(2));
        await ReservedAsync(ledger, Request("CANARY-TASK", 2, budgets));

        Assert.IsType<LedgerReceipt.Kept>(await ledger.PurgeAsync(Cancellation));

        Assert.Equal(new Funds(9, 7, 6), await FundsAsync(ledger, "CANARY-TASK", budgets));
        Assert.DoesNotContain("CANARY", await File.ReadAllTextAsync(_sandbox.Files.Single(), Cancellation), StringComparison.Ordinal);
        await SettleAsync(ledger, open, new LedgerCharge(0));
        using (var other = _sandbox.Open(_time))
        {
            Assert.Equal(new Funds(9, 7, 6), await FundsAsync(other, "x", budgets));
        }

        // A clock that runs ahead lets old files go; once it is right again, the month is still known.
        _time.Advance(TimeSpan.FromDays(100));
        await ReservedAsync(ledger, Request("b", 1, budgets));
        Assert.Single(_sandbox.Files);
        var right = new ManualTime();
        right.Advance(TimeSpan.FromDays(2));
        using var later = _sandbox.Open(right);
        Assert.Equal(new Funds(9, 6, 5), await FundsAsync(later, "x", budgets));
        Assert.Empty((await _sandbox.ReadAsync(Cancellation)).Problems);
    }

    [Fact]
    public async Task A_ledger_from_before_there_was_money_is_read_and_goes_on()
    {
        _ = Directory.CreateDirectory(_sandbox.Directory);
        var header = LedgerPayload($$"""{"schema":1,"firstSequence":1,"previousHash":"{{new string('0', 64)}}"}""", new byte[32], out var hash);
        var attempt = LedgerPayload(
            """{"sequence":1,"at":"2026-11-20T11:00:00+00:00","writer":"w","attempt":{"actor":"review","repository":"r","purpose":"p","destination":"https://example.test","bytes":1,"payloadSha256":"","rules":{},"approver":"user"}}""",
            hash,
            out hash);
        var outcome = LedgerPayload("""{"sequence":2,"at":"2026-11-20T11:00:01+00:00","writer":"w","of":1,"outcome":{"kind":"Answered","detail":""}}""", hash, out _);
        await File.WriteAllBytesAsync(Path.Combine(_sandbox.Directory, "00000001.ledger"), [.. header, .. attempt, .. outcome], Cancellation);

        using var ledger = _sandbox.Open(_time);
        Assert.Equal(3, await ReservedAsync(ledger, Request("a", 1, new Budgets(1, 1, 1))));

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal((null, new LedgerOutcome(LedgerOutcomeKind.Answered, "")), (contents.Entries[0].Attempt!.Reservation, contents.Entries[0].Outcome));
    }

    [Fact]
    public async Task Asking_what_is_left_writes_nothing()
    {
        using var ledger = _sandbox.Open(_time);

        Assert.Equal(new Funds(1, 2, 3), await FundsAsync(ledger, "a", new Budgets(1, 2, 3)));

        Assert.Empty(_sandbox.Files);
    }

    private static byte[] LedgerPayload(string json, byte[] previous, out byte[] hash)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(json);
        hash = LedgerFrame.Chained(previous, payload);
        return LedgerFrame.Build(payload, hash);
    }

    private static SpendRequest Request(string task, decimal most, Budgets budgets) => new(task, "acme/large", _price, new CostEstimate(most, most), budgets);

    private static Task<SpendReceipt> ReserveAsync(AuditLedger ledger, SpendRequest request) => ledger.ReserveAsync(LedgerSandbox.Attempt("x"), request, Cancellation);

    private static async Task<long> ReservedAsync(AuditLedger ledger, SpendRequest request) => Assert.IsType<SpendReceipt.Reserved>(await ReserveAsync(ledger, request)).Sequence;

    private static async Task SettleAsync(AuditLedger ledger, long sequence, LedgerCharge charge) => Assert.IsType<LedgerReceipt.Kept>(
        await ledger.SettleAsync(sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, "") { Charge = charge }, Cancellation));

    private static async Task<Funds> FundsAsync(AuditLedger ledger, string task, Budgets budgets)
    {
        var (funds, failure) = await ledger.ReadFundsAsync(task, budgets, Cancellation);
        Assert.Null(failure);
        return funds!;
    }
}
