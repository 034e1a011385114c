using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Models.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.Models.Tests.Egress;

/// <summary>What an attempt costs is reserved in the record that allows it, and settled by what egress says of its end.</summary>
public sealed class LedgerRecorderTests : IDisposable
{
    private static readonly AttemptParams _attempt = new("1", "acme", "https://acme.example", "large", 100, new string('a', 64), new Dictionary<string, int>(StringComparer.Ordinal));

    private readonly LedgerSandbox _sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static SpendRequest Request { get; } = new(
        "task", "acme/large", new TokenPrice(InputDollars: 2, CachedInputDollars: 1, OutputDollars: 10), new CostEstimate(0.05m, 0.01m), new Budgets(0.08m, 1, 1));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task What_does_not_fit_the_budget_is_not_sent_and_says_how_much_is_left()
    {
        using var ledger = _sandbox.Open();
        await using var recorder = new LedgerRecorder(ledger, NullLogger.Instance);
        Assert.Null(await recorder.BeginAsync(_attempt, Note(Request), Cancellation));

        var refusal = await recorder.BeginAsync(_attempt with { CallId = "2" }, Note(Request), Cancellation);

        Assert.Equal(
            new EgressFailure(
                EgressFailureKind.OverBudget,
                "This may cost up to $0.05; of the budget for this task $0.03 is left. Nothing was sent.",
                "Allow this one call, or raise the budget."),
            refusal);
    }

    [Fact]
    public async Task What_the_user_allowed_once_goes_and_stands_in_the_record()
    {
        using var ledger = _sandbox.Open();
        await using (var recorder = new LedgerRecorder(ledger, NullLogger.Instance))
        {
            var allowed = Request with { Budgets = Budgets.None, Approval = new SpendApproval("a", 0.05m, "user in a dialog") };
            Assert.Null(await recorder.BeginAsync(_attempt, Note(allowed), Cancellation));
            var second = await recorder.BeginAsync(_attempt with { CallId = "2" }, Note(allowed), Cancellation);
            Assert.Equal("This may cost up to $0.05; of what you allowed for it $0 is left. Nothing was sent.", second!.Message);
        }

        Assert.Equal("user in a dialog", (await ledger.ReadAsync(Cancellation)).Entries[0].Attempt!.Approver);
    }

    [Theory]
    [InlineData(200, null, "0.0115")]
    [InlineData(200, EgressFailureKind.Interrupted, "0.0115")]
    public async Task What_the_provider_counted_is_what_it_cost(int? status, EgressFailureKind? failure, string dollars)
    {
        var charge = await ChargeAsync(status, failure, new ChatUsage(InputTokens: 1000, CachedInputTokens: 500, OutputTokens: 1000));

        Assert.Equal(new LedgerCharge(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture)) { Tokens = new TokenCounts(1000, 500, 1000) }, charge);
    }

    [Theory]
    [InlineData(null, EgressFailureKind.ConnectFailed)]
    [InlineData(null, EgressFailureKind.AddressRefused)]
    [InlineData(401, EgressFailureKind.KeyRefused)]
    [InlineData(429, EgressFailureKind.RateLimited)]
    [InlineData(302, EgressFailureKind.Redirected)]
    [InlineData(503, EgressFailureKind.ProviderFailed)]
    [InlineData(529, EgressFailureKind.ProviderFailed)]
    public async Task What_did_not_get_there_or_was_turned_away_costs_nothing(int? status, EgressFailureKind failure) =>
        Assert.Equal(new LedgerCharge(0), await ChargeAsync(status, failure, usage: null));

    [Theory]
    [InlineData(200, null)]
    [InlineData(200, EgressFailureKind.Interrupted)]
    [InlineData(200, EgressFailureKind.AnswerUnreadable)]
    [InlineData(null, EgressFailureKind.TimedOut)]
    [InlineData(null, EgressFailureKind.Unavailable)]
    [InlineData(504, EgressFailureKind.ProviderFailed)]
    public async Task What_nobody_counted_costs_all_that_was_reserved(int? status, EgressFailureKind? failure) =>
        Assert.Equal(new LedgerCharge(0.05m), await ChargeAsync(status, failure, usage: null));

    [Fact]
    public async Task Numbers_that_cannot_be_give_nothing_back()
    {
        var charge = await ChargeAsync(200, failure: null, new ChatUsage(InputTokens: 10, CachedInputTokens: long.MaxValue, OutputTokens: -5));

        Assert.Equal(new LedgerCharge(0.00001m) { Tokens = new TokenCounts(10, 10, 0) }, charge);
    }

    [Fact]
    public async Task A_model_that_costs_nothing_needs_no_budget()
    {
        using var ledger = _sandbox.Open();
        await using var recorder = new LedgerRecorder(ledger, NullLogger.Instance);

        Assert.Null(await recorder.BeginAsync(_attempt, Note(new SpendRequest("t", "private/x", TokenPrice.Free, CostEstimate.Nothing, Budgets.None)), Cancellation));
        Assert.Null(await recorder.BeginAsync(_attempt with { CallId = "2" }, Note(spend: null), Cancellation));
    }

    private static CallNote Note(SpendRequest? spend) => new(new CallReason("explain", "explain a finding", "setting") { Spend = spend }, "repository");

    private async Task<LedgerCharge?> ChargeAsync(int? status, EgressFailureKind? failure, ChatUsage? usage)
    {
        using var ledger = _sandbox.Open();
        await using (var recorder = new LedgerRecorder(ledger, NullLogger.Instance))
        {
            Assert.Null(await recorder.BeginAsync(_attempt, Note(Request), Cancellation));
            recorder.End(new AttemptEndedParams("1", status, 0, usage, failure is { } kind ? new EgressFailure(kind, "x", "x") : null));
        }

        return Assert.Single((await ledger.ReadAsync(Cancellation)).Entries).Outcome!.Charge;
    }
}
