using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Makes facts of entries. What a user writes without a source has the user's file as its source.</summary>
internal sealed class FactBuilder(string file, DateOnly today)
{
    public Fact<T>? Of<T>(FactEntry<T>? entry) => entry is null ? null : Map(entry, value => value);

    public Fact<TokenPrice>? Of(FactEntry<PriceEntry>? entry, string model)
    {
        return entry is null ? null : Map(entry, value => new TokenPrice(Dollars(value.Input), Dollars(value.CachedInput), Dollars(value.Output))
        {
            OfLongRequests = value.Long is not { } longer ? null
                : longer.Above <= 0 ? throw new CatalogueException($"model {model} has a price of requests above no tokens")
                : new LongRequestPrice(longer.Above, new TokenPrice(Dollars(longer.Input), Dollars(longer.CachedInput), Dollars(longer.Output))),
        });

        T Dollars<T>(T dollars) => dollars is < 0m ? throw new CatalogueException($"model {model} has a price below zero") : dollars;
    }

    /// <returns>A number of tokens, or null.</returns>
    public Fact<int>? Tokens(FactEntry<int>? entry, string model) => entry is { Value: <= 0 }
        ? throw new CatalogueException($"model {model} has a number of tokens that is not above zero")
        : Of(entry);

    private Fact<TResult> Map<T, TResult>(FactEntry<T> entry, Func<T, TResult> value) => new(value(entry.Value), entry.Source ?? file, entry.ReadOn ?? today);
}
