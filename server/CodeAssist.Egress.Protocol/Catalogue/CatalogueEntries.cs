using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>A catalogue as it is written in a file. Every value carries its source; in the user's own file that may be left out.</summary>
internal sealed record CatalogueEntries(
    int Version,
    IReadOnlyList<ProviderEntry>? Providers = null,
    IReadOnlyList<KindEntry>? Kinds = null,
    IReadOnlyList<CardEntry>? Models = null);

internal sealed record FactEntry<T>(T Value, string? Source = null, DateOnly? ReadOn = null);

internal sealed record QuirksEntry(
    FactEntry<OutputLimitField>? OutputLimit = null,
    FactEntry<bool>? StreamUsage = null,
    FactEntry<bool>? Stores = null,
    FactEntry<bool>? ReasoningTakesTemperature = null,
    FactEntry<bool>? ToolsWhileReasoning = null);

/// <summary>A provider. Whatever is not said is taken from the kind or provider named by <paramref name="Like"/>.</summary>
internal sealed record ProviderEntry(
    string Id,
    string Origin,
    string KeyVariable,
    string? Name = null,
    string? Like = null,
    ProviderDialect? Dialect = null,
    ProviderPlace? Place = null,
    string? BasePath = null,
    KeyHeader? KeyHeader = null,
    KeyNeed? Key = null,
    QuirksEntry? Quirks = null,
    FactEntry<string>? Documented = null,
    DateOnly? TriedLive = null);

internal sealed record KindEntry(
    string Id,
    string Name,
    ProviderPlace Place,
    string BasePath,
    KeyNeed Key,
    ProviderDialect Dialect = ProviderDialect.OpenAi,
    KeyHeader? KeyHeader = null,
    FactEntry<int>? Port = null,
    FactEntry<string>? Documented = null,
    QuirksEntry? Quirks = null);

internal sealed record PriceEntry(decimal Input, decimal Output, decimal? CachedInput = null, LongPriceEntry? Long = null);

internal sealed record LongPriceEntry(int Above, decimal Input, decimal Output, decimal? CachedInput = null);

internal sealed record CardEntry(
    string Provider,
    string Model,
    string? Name = null,
    FactEntry<int>? ContextTokens = null,
    FactEntry<int>? OutputTokens = null,
    FactEntry<PriceEntry>? Price = null,
    FactEntry<bool>? Tools = null,
    FactEntry<bool>? JsonSchema = null,
    FactEntry<bool>? Reasoning = null,
    FactEntry<DateOnly>? RetiresOn = null,
    FactEntry<bool>? OpenWeights = null,
    FactEntry<bool>? OpenData = null,
    FactEntry<bool>? OpenCode = null,
    FactEntry<string>? Licence = null,
    FactEntry<string>? LicenceLimits = null,
    FactEntry<string>? Keeps = null,
    FactEntry<bool>? Trains = null);
