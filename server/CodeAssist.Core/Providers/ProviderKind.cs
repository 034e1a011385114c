namespace CodeAssist.Core.Providers;

/// <summary>A sort of server that stands at an address of the user's own: an engine, or a cloud with an address for each customer.</summary>
/// <param name="Id">What a provider of the user's own names as its <c>like</c>: <c>vllm</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Dialect">What it speaks.</param>
/// <param name="Place">Where such servers are.</param>
/// <param name="BasePath">Begins the path of every request.</param>
/// <param name="KeyHeader">Which header carries the key.</param>
/// <param name="Key">Whether it answers without one.</param>
public sealed record ProviderKind(
    string Id, string Name, ProviderDialect Dialect, ProviderPlace Place, string BasePath, KeyHeader KeyHeader, KeyNeed Key)
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public Fact<int>? Port { get; init; }

    /// <summary>What its addresses look like, and which page says so; null where nobody has read one.</summary>
    public Fact<string>? Documented { get; init; }

    public ProviderQuirks Quirks { get; init; } = ProviderQuirks.Unknown;
}
