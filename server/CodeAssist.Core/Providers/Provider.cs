namespace CodeAssist.Core.Providers;

/// <summary>Somebody who answers chats: at one origin, with one key.</summary>
/// <param name="Id">Short name, for settings and the wire: <c>openai</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Dialect">What it speaks.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Origin">Where its requests go, and nowhere else.</param>
/// <param name="BasePath">Begins the path of every request: empty, or <c>/v1</c>.</param>
/// <param name="KeyHeader">Which header carries the key.</param>
/// <param name="KeyVariable">The environment variable that may hold the key.</param>
/// <param name="Key">Whether it answers without one.</param>
public sealed record Provider(
    string Id,
    string Name,
    ProviderDialect Dialect,
    ProviderPlace Place,
    Origin Origin,
    string BasePath,
    KeyHeader KeyHeader,
    string KeyVariable,
    KeyNeed Key)
{
    /// <summary>In what it differs from others of its dialect.</summary>
    public ProviderQuirks Quirks { get; init; } = ProviderQuirks.Unknown;

    /// <summary>Which page says that it answers at this address, and when it said so; null where nobody has read one.</summary>
    public Fact<string>? Documented { get; init; }

    /// <summary>When we last asked it for real; null when we never did, and everything about it is from its documentation.</summary>
    public DateOnly? TriedLive { get; init; }
}
