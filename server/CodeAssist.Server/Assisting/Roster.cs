using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Assisting;

/// <summary>Who can be asked beyond this program's own host: everybody of the catalogue, and the servers that the user named.</summary>
/// <param name="catalogue">What is known of providers and models.</param>
/// <param name="hasKey">Whether there is a key for a provider.</param>
/// <param name="health">Whether a provider can be asked now.</param>
internal sealed class Roster(ModelCatalogue catalogue, Func<Provider, bool> hasKey, Func<string, ModelStanding> health)
{
    private readonly PriceList _prices = new(catalogue.Cards, new Dictionary<string, TokenPrice>(StringComparer.Ordinal));

    /// <param name="settings">What the user set.</param>
    public IEnumerable<RoutableModel> Models(CodeAssistSettings settings)
    {
        var endpoints = new NamedEndpoints(settings.PrivateEndpoint, settings.LoopbackEndpoint, settings.Proxy);
        return from provider in ProviderTable.For(catalogue, endpoints, EgressReach.Everywhere)
               from card in Cards(provider, settings)
               select Model(provider, card);
    }

    private IEnumerable<ModelCard> Cards(Provider provider, CodeAssistSettings settings)
    {
        var named = provider.Id switch
        {
            ProviderTable.PrivateId => settings.PrivateModel,
            ProviderTable.LoopbackId => settings.LoopbackModel,
            _ => "",
        };
        var known = catalogue.Cards.Where(card => string.Equals(card.Provider, provider.Id, StringComparison.Ordinal));
        return named.Length == 0 ? known
            : [catalogue.FindCard(provider.Id, named) ?? new ModelCard(provider.Id, named, named), .. known.Where(card => !string.Equals(card.Model, named, StringComparison.Ordinal))];
    }

    private RoutableModel Model(Provider provider, ModelCard card)
    {
        var tier = provider.Place switch
        {
            ProviderPlace.Loopback => Tier.Local,
            ProviderPlace.PrivateEndpoint => Tier.PrivateEndpoint,
            _ => Tier.ClosedApi,
        };
        var standing = provider.Key is KeyNeed.Required && !hasKey(provider)
            ? new ModelStanding.KeyMissing($"Set {provider.KeyVariable}, or enter the key in the editor.")
            : health(provider.Id);

        return _prices.Quote(card.Id, provider.Place) is { } quote
            ? new RoutableModel(card, tier, standing, quote.Price) { IsPriceKnown = quote.Source is not PriceSource.Dearest }
            : new RoutableModel(card, tier, new ModelStanding.Down("No price of any model is known, so nobody can say what it would cost.", Until: null), TokenPrice.Free);
    }
}
