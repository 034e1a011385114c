using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol.Catalogue;

namespace CodeAssist.Egress.Tests.Startup;

/// <summary>What we ship says nothing without a source.</summary>
public sealed class ShippedCatalogueTests
{
    private static readonly ModelCatalogue _catalogue = CatalogueFiles.Shipped;

    [Fact]
    public void Every_key_has_a_variable_and_an_origin_of_its_own()
    {
        var providers = ProviderTable.For(_catalogue, new NamedEndpoints("https://models.example/v1", "127.0.0.1:11434", ""), EgressReach.Everywhere);

        Assert.Equal(ProviderTable.KeyVariables, providers.Select(provider => provider.KeyVariable), StringComparer.Ordinal);
        Assert.Equal(providers.Count, providers.Select(provider => provider.Origin).Distinct().Count());
        Assert.All(providers, provider => Assert.True(Origin.TryParse(provider.Origin.ToString(), out _)));
    }

    [Fact]
    public void Closed_apis_are_on_the_internet_encrypted_and_documented()
    {
        Assert.Equal(
            ["openai", "anthropic", "gemini", "xai", "deepseek", "mistral", "cohere", "openrouter"], _catalogue.Providers.Select(provider => provider.Id), StringComparer.Ordinal);
        Assert.All(_catalogue.Providers, provider =>
        {
            Assert.Equal(ProviderPlace.Internet, provider.Place);
            Assert.Equal("https", provider.Origin.Scheme);
            Assert.StartsWith("https://", provider.Documented!.Source, StringComparison.Ordinal);
            Assert.StartsWith(provider.Origin.ToString(), provider.Documented.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Nobody_is_said_to_have_been_tried_who_was_not() => Assert.All(_catalogue.Providers, provider => Assert.Null(provider.TriedLive));

    [Fact]
    public void Every_fact_of_a_model_has_the_address_of_a_page_and_a_day()
    {
        var facts = _catalogue.Cards.SelectMany(Facts).ToList();

        Assert.NotEmpty(facts);
        Assert.All(facts, fact =>
        {
            Assert.StartsWith("https://", fact.Source, StringComparison.Ordinal);
            Assert.InRange(fact.ReadOn, new DateOnly(2026, 1, 1), new DateOnly(2100, 1, 1));
        });
    }

    [Fact]
    public void Answers_fit_into_the_context_and_cached_tokens_are_not_dearer() => Assert.All(_catalogue.Cards, card =>
    {
        Assert.True((card.OutputTokens?.Value ?? 1) <= (card.ContextTokens?.Value ?? int.MaxValue), card.Id);
        Assert.True((card.Price?.Value.CachedInputDollars ?? 0) <= (card.Price?.Value.InputDollars ?? 0), card.Id);
    });

    [Fact]
    public void An_unknown_price_counts_as_the_dearest_known() =>
        Assert.Equal(new TokenPrice(4, 2.5m, 20), new PriceList(_catalogue.Cards, new Dictionary<string, TokenPrice>(StringComparer.Ordinal)).Quote("nobody/knows")!.Price);

    [Theory]
    [InlineData("ollama", 11434)]
    [InlineData("lmstudio", 1234)]
    [InlineData("llama-server", 8080)]
    [InlineData("vllm", 8000)]
    public void Engines_of_the_users_own_are_known_with_their_ports(string kind, int port) => Assert.Equal(port, _catalogue.FindKind(kind)?.Port?.Value);

    private static IEnumerable<(string Source, DateOnly ReadOn)> Facts(ModelCard card) =>
        new[]
        {
            Of(card.ContextTokens), Of(card.OutputTokens), Of(card.Price), Of(card.Tools), Of(card.JsonSchema), Of(card.Reasoning), Of(card.RetiresOn), Of(card.Licence),
            Of(card.LicenceLimits), Of(card.Openness.Weights), Of(card.Openness.Data), Of(card.Openness.Code), Of(card.DataUse.Keeps), Of(card.DataUse.Trains),
        }.OfType<(string, DateOnly)>();

    private static (string Source, DateOnly ReadOn)? Of<T>(Fact<T>? fact) => fact is null ? null : (fact.Source, fact.ReadOn);
}
