using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Makes facts of entries. What a user writes without a source has the user's file as its source.</summary>
internal sealed class FactBuilder(string file, DateOnly today)
{
    public Fact<T>? Of<T>(FactEntry<T>? entry) => entry is null ? null : Map(entry, value => value);

    public Fact<TokenPrice>? Of(FactEntry<PriceEntry>? entry, string model)
    {
        if (entry?.Value is { } price && (price.Input < 0 || price.Output < 0 || price.CachedInput < 0))
        {
            throw new CatalogueException($"model {model} has a price below zero");
        }

        return entry is null ? null : Map(entry, value => new TokenPrice(value.Input, value.CachedInput, value.Output));
    }

    /// <returns>A number of tokens, or null.</returns>
    public Fact<int>? Tokens(FactEntry<int>? entry, string model) => entry is { Value: <= 0 }
        ? throw new CatalogueException($"model {model} has a number of tokens that is not above zero")
        : Of(entry);

    private Fact<TResult> Map<T, TResult>(FactEntry<T> entry, Func<T, TResult> value) => new(value(entry.Value), entry.Source ?? file, entry.ReadOn ?? today);
}
