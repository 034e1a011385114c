using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Spending;

/// <summary>What every model costs. The user's own price goes before the card's; a price that nobody knows counts as the dearest that is known.</summary>
/// <param name="cards">What is known of models.</param>
/// <param name="own">Prices that the user has set, by id of the model.</param>
public sealed class PriceList(IReadOnlyList<ModelCard> cards, IReadOnlyDictionary<string, TokenPrice> own)
{
    private readonly List<PriceQuote> _known =
    [
        .. own.Select(price => new PriceQuote(price.Key, price.Value, PriceSource.Own)),
        .. cards.Where(card => card.Price is not null && !own.ContainsKey(card.Id))
            .Select(card => new PriceQuote(card.Id, card.Price!.Value, PriceSource.Card) { Published = card.Price }),
    ];

    /// <returns>Null where no price of any model is known: then nobody can say what a call costs, and nothing may be spent without asking.</returns>
    public PriceQuote? Quote(string model)
    {
        if (Known(model) is { } known)
        {
            return known;
        }

        return _known.Count == 0 ? null : new PriceQuote(model, Highest(), PriceSource.Dearest);
    }

    /// <summary>The same where it is known who answers: machines and endpoints of the user's own cost nothing, unless the user has set a price.</summary>
    public PriceQuote? Quote(string model, ProviderPlace place) =>
        place is ProviderPlace.Internet ? Quote(model) : Known(model) ?? new PriceQuote(model, TokenPrice.Free, PriceSource.OwnMachine);

    /// <summary>The model that is known to charge most for these tokens; of equal ones the first by name.</summary>
    public PriceQuote? Dearest(TokenCounts tokens) =>
        _known.OrderByDescending(quote => quote.Price.CostOf(tokens)).ThenBy(quote => quote.Model, StringComparer.Ordinal).FirstOrDefault();

    private PriceQuote? Known(string model) => _known.Find(quote => string.Equals(quote.Model, model, StringComparison.Ordinal));

    // Each part by itself: whatever the mix of a call and its length, no known model charges more for it.
    private TokenPrice Highest()
    {
        List<TokenPrice> prices = [.. _known.Select(quote => quote.Price), .. _known.Select(quote => quote.Price.OfLongRequests?.Price).OfType<TokenPrice>()];
        return new TokenPrice(
            prices.Max(price => price.InputDollars),
            prices.Max(price => price.CachedInputDollars ?? price.InputDollars),
            prices.Max(price => price.OutputDollars));
    }
}
