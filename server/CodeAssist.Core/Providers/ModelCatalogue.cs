namespace CodeAssist.Core.Providers;

/// <summary>Who can be asked over the network, and what is known of their models: what we ship, and what the user added.</summary>
/// <param name="Providers">Everybody with an address. Those that the user named by a setting are not here (<see cref="ProviderTable"/>).</param>
/// <param name="Kinds">Sorts of servers that a user may have at an address of their own.</param>
/// <param name="Cards">What is known of models; a model without a card can be asked all the same.</param>
public sealed record ModelCatalogue(IReadOnlyList<Provider> Providers, IReadOnlyList<ProviderKind> Kinds, IReadOnlyList<ModelCard> Cards)
{
    /// <returns>Null when nobody is called so.</returns>
    public Provider? FindProvider(string id) => Providers.FirstOrDefault(provider => string.Equals(provider.Id, id, StringComparison.Ordinal));

    /// <returns>Null when there is no such sort of server.</returns>
    public ProviderKind? FindKind(string id) => Kinds.FirstOrDefault(kind => string.Equals(kind.Id, id, StringComparison.Ordinal));

    /// <returns>Null when nothing is known of this model of this provider.</returns>
    public ModelCard? FindCard(string provider, string model) => Cards.FirstOrDefault(card =>
        string.Equals(card.Provider, provider, StringComparison.Ordinal) && string.Equals(card.Model, model, StringComparison.Ordinal));
}
