using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Makes providers, kinds and cards of their entries.</summary>
internal sealed class ProviderBuilder(FactBuilder facts)
{
    public ProviderKind Kind(KindEntry entry) => new(
        entry.Id, entry.Name, entry.Dialect, entry.Place, entry.BasePath, entry.KeyHeader ?? KeyHeader.Bearer, entry.Key)
    {
        Port = facts.Of(entry.Port),
        Documented = facts.Of(entry.Documented),
        Quirks = Quirks(entry.Quirks, ProviderQuirks.Unknown),
    };

    public Provider Provider(ProviderEntry entry, ModelCatalogue known)
    {
        var like = Like(entry, known);
        var place = entry.Place ?? like?.Place ?? ProviderPlace.Internet;
        var basePath = entry.BasePath ?? like?.BasePath ?? "";
        if (!Origin.TryParse(entry.Origin, out var origin))
        {
            throw new CatalogueException($"provider {entry.Id} has an origin that is not written exactly, as in https://models.example");
        }

        // The same rules as for the endpoint that a setting names.
        if (!EndpointText.TryParsePrivate(origin + basePath, out _, out _))
        {
            throw new CatalogueException($"provider {entry.Id} is on this machine, or its basePath is not a plain path; the setting endpoints.loopback names a server on this machine");
        }

        if (place is ProviderPlace.Internet && origin.Scheme is not "https")
        {
            throw new CatalogueException($"provider {entry.Id} is on the internet and not encrypted; its origin must begin with https");
        }

        return new Provider(
            entry.Id,
            entry.Name ?? entry.Id,
            entry.Dialect ?? like?.Dialect ?? ProviderDialect.OpenAi,
            place,
            origin,
            basePath,
            entry.KeyHeader ?? like?.KeyHeader ?? KeyHeader.Bearer,
            entry.KeyVariable,
            entry.Key ?? like?.Key ?? (place is ProviderPlace.Internet ? KeyNeed.Required : KeyNeed.Optional))
        {
            Quirks = Quirks(entry.Quirks, like?.Quirks ?? ProviderQuirks.Unknown),
            Documented = facts.Of(entry.Documented),
            TriedLive = entry.TriedLive,
        };
    }

    /// <param name="entry">What is said now.</param>
    /// <param name="before">What was known already: it stays where nothing is said.</param>
    public ModelCard Card(CardEntry entry, ModelCard? before)
    {
        var id = $"{entry.Provider}/{entry.Model}";
        var card = before ?? new ModelCard(entry.Provider, entry.Model, entry.Name ?? entry.Model);
        return card with
        {
            Name = entry.Name ?? card.Name,
            ContextTokens = facts.Tokens(entry.ContextTokens, id) ?? card.ContextTokens,
            OutputTokens = facts.Tokens(entry.OutputTokens, id) ?? card.OutputTokens,
            Price = facts.Of(entry.Price, id) ?? card.Price,
            Tools = facts.Of(entry.Tools) ?? card.Tools,
            JsonSchema = facts.Of(entry.JsonSchema) ?? card.JsonSchema,
            Reasoning = facts.Of(entry.Reasoning) ?? card.Reasoning,
            RetiresOn = facts.Of(entry.RetiresOn) ?? card.RetiresOn,
            Openness = new Openness(
                facts.Of(entry.OpenWeights) ?? card.Openness.Weights, facts.Of(entry.OpenData) ?? card.Openness.Data, facts.Of(entry.OpenCode) ?? card.Openness.Code),
            Licence = facts.Of(entry.Licence) ?? card.Licence,
            LicenceLimits = facts.Of(entry.LicenceLimits) ?? card.LicenceLimits,
            DataUse = new DataUse(facts.Of(entry.Keeps) ?? card.DataUse.Keeps, facts.Of(entry.Trains) ?? card.DataUse.Trains),
        };
    }

    private static ProviderKind? Like(ProviderEntry entry, ModelCatalogue known)
    {
        if (entry.Like is not { } like)
        {
            return null;
        }

        return known.FindKind(like)
            ?? (known.FindProvider(like) is { } other
                ? new ProviderKind(other.Id, other.Name, other.Dialect, other.Place, other.BasePath, other.KeyHeader, other.Key) { Quirks = other.Quirks }
                : throw new CatalogueException($"provider {entry.Id} is like {like}, which nobody has named"));
    }

    private ProviderQuirks Quirks(QuirksEntry? entry, ProviderQuirks basis) => entry is null ? basis : basis with
    {
        OutputLimit = facts.Of(entry.OutputLimit) ?? basis.OutputLimit,
        StreamUsage = facts.Of(entry.StreamUsage) ?? basis.StreamUsage,
        Stores = facts.Of(entry.Stores) ?? basis.Stores,
        ReasoningTakesTemperature = facts.Of(entry.ReasoningTakesTemperature) ?? basis.ReasoningTakesTemperature,
        ToolsWhileReasoning = facts.Of(entry.ToolsWhileReasoning) ?? basis.ToolsWhileReasoning,
    };
}
