using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Tests.Spending;

public sealed class PriceListTests
{
    private static readonly ModelCard _wordy = Card("wordy", new TokenPrice(1, null, 50));
    private static readonly ModelCard _wide = Card("wide", new TokenPrice(9, 3, 10));
    private static readonly ModelCard _silent = new("acme", "silent", "Silent");

    private static readonly PriceList _prices = new([_wordy, _wide, _silent], new Dictionary<string, TokenPrice>(StringComparer.Ordinal));

    [Fact]
    public void A_price_that_is_known_is_that_of_the_card_with_its_source() =>
        Assert.Equal(new PriceQuote("acme/wide", new TokenPrice(9, 3, 10), PriceSource.Card) { Published = _wide.Price }, _prices.Quote("acme/wide"));

    [Fact]
    public void The_users_own_price_goes_before_ours()
    {
        var own = new PriceList([_wide], new Dictionary<string, TokenPrice>(StringComparer.Ordinal) { ["acme/wide"] = new(1, null, 1), ["home/x"] = TokenPrice.Free });

        Assert.Equal(new PriceQuote("acme/wide", new TokenPrice(1, null, 1), PriceSource.Own), own.Quote("acme/wide"));
        Assert.Equal(new PriceQuote("home/x", TokenPrice.Free, PriceSource.Own), own.Quote("home/x"));
    }

    [Theory]
    [InlineData("acme/silent")]
    [InlineData("nobody/knows")]
    public void A_price_that_nobody_knows_is_the_dearest_known_in_every_part(string model) =>
        Assert.Equal(new PriceQuote(model, new TokenPrice(9, 3, 50), PriceSource.Dearest), _prices.Quote(model));

    [Fact]
    public void A_long_request_costs_more_for_all_of_its_tokens_and_counts_where_no_price_is_known()
    {
        var tiered = new TokenPrice(1, 0.1m, 10) { OfLongRequests = new LongRequestPrice(200_000, new TokenPrice(2, 0.2m, 15)) };

        Assert.Equal(0.3m, tiered.CostOf(new TokenCounts(200_000, 0, 10_000)));
        Assert.Equal(0.75m, tiered.CostOf(new TokenCounts(300_000, 0, 10_000)));
        Assert.Equal(0.75m, CostEstimate.Of(tiered, inputTokens: 300_000, outputLimit: 10_000, likelyOutput: 1_000).Most);
        Assert.Equal(new TokenPrice(2, 0.2m, 15), new PriceList([Card("tiered", tiered)], new Dictionary<string, TokenPrice>(StringComparer.Ordinal)).Quote("nobody/knows")!.Price);
    }

    [Fact]
    public void What_answers_at_an_address_of_the_users_own_costs_nothing_unless_the_user_says_so()
    {
        var own = new PriceList([_wide], new Dictionary<string, TokenPrice>(StringComparer.Ordinal) { ["private/rented"] = new(1, null, 1) });

        Assert.Equal(new PriceQuote("loopback/x", TokenPrice.Free, PriceSource.OwnMachine), own.Quote("loopback/x", ProviderPlace.Loopback));
        Assert.Equal(PriceSource.OwnMachine, own.Quote("private/x", ProviderPlace.PrivateEndpoint)!.Source);
        Assert.Equal(new TokenPrice(1, null, 1), own.Quote("private/rented", ProviderPlace.PrivateEndpoint)!.Price);
        Assert.Equal(PriceSource.Dearest, own.Quote("acme/new", ProviderPlace.Internet)!.Source);
    }

    [Fact]
    public void Where_no_price_is_known_there_is_none() =>
        Assert.Null(new PriceList([_silent], new Dictionary<string, TokenPrice>(StringComparer.Ordinal)).Quote("acme/silent"));

    [Theory]
    [InlineData(1_000_000, 0, "acme/wide")]
    [InlineData(0, 1_000_000, "acme/wordy")]
    public void The_dearest_depends_on_what_is_asked(long input, long output, string model) =>
        Assert.Equal(model, _prices.Dearest(new TokenCounts(input, 0, output))!.Model);

    private static ModelCard Card(string model, TokenPrice price) =>
        new("acme", model, model) { Price = new Fact<TokenPrice>(price, "https://acme.example/prices", new DateOnly(2026, 11, 1)) };
}
