using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.CommandLine.Usage;
using CodeAssist.Server.Features.Usage;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.CommandLine.Usage;

public sealed class UsageCommandTests : IDisposable
{
    private const string Large = "acme/large";

    private static readonly TokenPrice _price = new(InputDollars: 2, CachedInputDollars: 1, OutputDollars: 10);
    private static readonly UsageOptions _options = new(Json: false, Html: null, Days: 30, GpuDollarsPerHour: null, AsModel: null);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("codeassist-usage-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly StringWriter _json = new();
    private readonly ManualTime _time = new();
    private readonly AppDirectories _directories;
    private IReadOnlyList<ModelCard> _cards = [new("acme", "large", "Large") { Price = new(_price, "https://acme.example", new DateOnly(2026, 11, 1)) }];

    public UsageCommandTests()
    {
        string Below(string name) => _home.CreateSubdirectory(name).FullName;
        _directories = new AppDirectories(Below("config"), Below("data"), Below("state"), Below("cache"), Below("runtime"), Below("log"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Who_has_asked_nobody_yet_is_told_so()
    {
        Assert.Equal(UsageSentences.Nothing, await TableAsync(_options));
        Assert.Empty((await JsonAsync(_options)).GetProperty("use").EnumerateArray());
        Assert.Equal("", _errors.ToString());
    }

    [Fact]
    public async Task What_was_spent_stands_by_day_model_and_task()
    {
        await SpendAsync("explain", Large, new TokenCounts(1000, 0, 100));
        await SpendAsync("explain", Large, new TokenCounts(1000, 500, 100));
        await SpendAsync("review", Large, tokens: null);
        await SpendAsync("explain", "other/mini", new TokenCounts(10, 0, 10));
        _time.Advance(TimeSpan.FromDays(1));
        await SpendAsync("explain", Large, new TokenCounts(1, 0, 0));

        var report = await JsonAsync(_options);

        Assert.Equal(
            "2026-11-21 acme/large explain 1 1 0 0.000002 0|2026-11-20 acme/large explain 2 2000 200 0.0055 0|2026-11-20 acme/large review 1 0 0 0.25 0.25|2026-11-20 other/mini explain 1 10 10 0.00012 0",
            Rows(report));
        Assert.Equal((0.255622m, 0.25m), (report.GetProperty("dollars").GetDecimal(), report.GetProperty("unsettled").GetDecimal()));
        Assert.Contains(
            "$0.26 spent in 30 days, for 5 calls to models elsewhere. $0.25 of it is reserved by calls whose end is not on record.", await TableAsync(_options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_before_are_left_out()
    {
        await SpendAsync("explain", Large, new TokenCounts(1000, 0, 100));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Empty((await JsonAsync(_options with { Days = 1 })).GetProperty("use").EnumerateArray());
        Assert.Single((await JsonAsync(_options with { Days = 2 })).GetProperty("use").EnumerateArray());
    }

    [Fact]
    public async Task A_call_that_a_budget_did_not_allow_is_told_and_costs_nothing()
    {
        await SpendAsync("explain", Large, new TokenCounts(1000, 0, 100), Budgets.None);

        Assert.StartsWith(
            "$0 spent in 30 days, for 0 calls to models elsewhere. 1 call was not made because a budget had not enough left.", await TableAsync(_options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_this_machine_answered_is_counted_and_priced_at_the_dearest_known_model()
    {
        Local(new TokenCounts(1_000_000, 500_000, 100_000));
        Local(new TokenCounts(1_000_000, 500_000, 100_000));

        var local = (await JsonAsync(_options)).GetProperty("local");

        Assert.Equal(5m, local.GetProperty("dollars").GetDecimal());
        Assert.Contains(
            "This machine answered 6 times itself, 2.2 million tokens: $5.00 at the price of acme/large, as read on 2026-11-01.", await TableAsync(_options), StringComparison.Ordinal);
        Assert.Contains(
            "$5.00 at the dearest known price, since nobody has noted that of who/knows.", await TableAsync(_options with { AsModel = "who/knows" }), StringComparison.Ordinal);
        _cards = [];
        Assert.Contains("What that would have cost elsewhere is not known: no model's price is.", await TableAsync(_options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hosted_gpu_is_compared_with_what_was_spent()
    {
        var gpu = _options with { Days = 10, GpuDollarsPerHour = 2 };
        Local(new TokenCounts(1, 0, 1));
        Assert.Contains("A hosted GPU at $2.00 an hour costs $1,460.00 a month. Nothing was spent that it could be compared with.", await TableAsync(gpu), StringComparison.Ordinal);

        await SpendAsync("explain", Large, new TokenCounts(5_000_000, 0, 0), new Budgets(100, 100, 100));

        Assert.Contains(
            "What was spent would have bought 5 hours of a hosted GPU at $2.00 an hour. A month of it costs $1,460.00; it pays from 730 million tokens a month on, at the average price of a token here. "
            + "At present a month costs $30.42: the calls are cheaper.",
            await TableAsync(gpu),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_without_a_price_is_named_by_its_origin_and_left_out_where_it_stayed_on_this_machine()
    {
        using (var ledger = Ledger())
        {
            await ledger.BeginAsync(Attempt("review", "https://api.acme.example"), Cancellation);
            await ledger.BeginAsync(Attempt("review", "http://127.0.0.1:11434"), Cancellation);
        }

        var rows = (await JsonAsync(_options)).GetProperty("use").EnumerateArray().Select(row => $"{row.GetProperty("model")} {row.GetProperty("isLocal")}");
        Assert.Equal("https://api.acme.example False", string.Join('|', rows));
    }

    [Fact]
    public async Task What_a_server_of_the_users_own_answers_for_nothing_is_counted_with_its_model_and_tokens()
    {
        using (var ledger = Ledger())
        {
            var free = new SpendRequest("id", "private/house", TokenPrice.Free, CostEstimate.Nothing, Budgets.None);
            var reserved = Assert.IsType<SpendReceipt.Reserved>(await ledger.ReserveAsync(Attempt("fix", "https://models.example"), free, Cancellation));
            var charge = LedgerCharge.Of(Settlement.Of(TokenPrice.Free, new TokenCounts(500, 0, 60)));
            await ledger.SettleAsync(reserved.Sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, "") { Charge = charge }, Cancellation);
        }

        var report = await JsonAsync(_options);

        Assert.Equal("2026-11-20 private/house fix 1 500 60 0 0", Rows(report));
        Assert.False(report.GetProperty("use")[0].GetProperty("isLocal").GetBoolean());
        Assert.Contains("for 1 call to models elsewhere", await TableAsync(_options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_plots_and_needs_nothing_from_anywhere()
    {
        await SpendAsync("explain", Large, new TokenCounts(100_000, 0, 10_000));
        await SpendAsync("explain", "<b>&", new TokenCounts(50_000, 0, 5000));
        Local(new TokenCounts(30_000, 0, 1000));
        Kept();

        var page = await PageAsync();

        Assert.Contains("<title>2026-11-20 acme/large: $0.30</title>", page, StringComparison.Ordinal);
        Assert.Contains("<title>2026-11-20 on this machine: 31,000</title>", page, StringComparison.Ordinal);
        Assert.Contains("<title>2026-11-20 elsewhere: 165,000</title>", page, StringComparison.Ordinal);
        Assert.Contains("<td>csharp</td>", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.All((string[])["<script", "<link", "src=", "href=", "url(", "@import", "http:", "https:"], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_without_anything_on_it_says_so()
    {
        var page = await PageAsync();

        Assert.Contains("No model has been asked yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_says_why()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(_options with { Html = Path.Combine(_home.FullName, "nowhere", "usage.html") }));

        Assert.Contains("The page cannot be written", _errors.ToString(), StringComparison.Ordinal);
    }

    private static LedgerAttempt Attempt(string actor, string destination) =>
        new(actor, "repository", "to be counted", destination, 10, new string('a', 64), new Dictionary<string, int>(StringComparer.Ordinal), "user");

    private static string Rows(JsonElement report) => string.Join('|', report.GetProperty("use").EnumerateArray().Select(row =>
        $"{row.GetProperty("day").GetString()} {row.GetProperty("model").GetString()} {row.GetProperty("task").GetString()} {row.GetProperty("calls")} {row.GetProperty("tokens").GetProperty("input")} {row.GetProperty("tokens").GetProperty("output")} {row.GetProperty("dollars")} {row.GetProperty("unsettled")}"));

    private async Task SpendAsync(string task, string model, TokenCounts? tokens, Budgets? budgets = null)
    {
        using var ledger = Ledger();
        var most = tokens is null ? 0.25m : _price.CostOf(tokens);
        var request = new SpendRequest("id", model, _price, new CostEstimate(most, most), budgets ?? new Budgets(1, 1, 1));
        if (await ledger.ReserveAsync(Attempt(task, "https://api.acme.example"), request, Cancellation) is SpendReceipt.Reserved reserved && tokens is not null)
        {
            var charge = LedgerCharge.Of(Settlement.Of(_price, tokens));
            Assert.IsType<LedgerReceipt.Kept>(await ledger.SettleAsync(reserved.Sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, "") { Charge = charge }, Cancellation));
        }
    }

    private void Local(TokenCounts tokens)
    {
        using var file = UsageFiles.Local.Open(_directories.Data);
        file.WriteLine(UsageFiles.Local.Line(new LocalUseEntry(1, new DateOnly(2026, 11, 20), LocalUse.Completion, "local/small", 3, tokens)));
    }

    private void Kept()
    {
        using var file = UsageFiles.Kept.Open(_directories.Data);
        file.WriteLine(UsageFiles.Kept.Line(new UsageEntry(1, _time.GetUtcNow(), "csharp", 40, new() { [15] = 30 })));
    }

    private AuditLedger Ledger() => new(LedgerFiles.In(_directories.Data), new LedgerOptions(), _time);

    private Task<int> RunAsync(UsageOptions options) => new UsageCommand(
        Terminal.On(_output, isTerminal: false),
        Terminal.On(_errors, isTerminal: false),
        _json,
        _directories,
        new PriceList(_cards, new Dictionary<string, TokenPrice>(StringComparer.Ordinal)),
        _time).RunAsync(options, Cancellation);

    private async Task<JsonElement> JsonAsync(UsageOptions options)
    {
        _json.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Success, await RunAsync(options with { Json = true }));
        return JsonSerializer.Deserialize<JsonElement>(_json.ToString());
    }

    private async Task<string> TableAsync(UsageOptions options)
    {
        _output.GetStringBuilder().Clear();
        Assert.Equal(ExitCode.Success, await RunAsync(options));
        return _output.ToString().Trim();
    }

    private async Task<string> PageAsync()
    {
        var file = Path.Combine(_home.FullName, "usage.html");
        Assert.Equal(ExitCode.Success, await RunAsync(_options with { Html = file }));
        return await File.ReadAllTextAsync(file, Cancellation);
    }
}
