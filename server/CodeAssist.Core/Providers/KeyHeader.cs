namespace CodeAssist.Core.Providers;

/// <summary>The header that carries a provider's key.</summary>
/// <param name="Name">Of the header.</param>
/// <param name="Prefix">What stands before the key, the blank included; empty for nothing.</param>
public sealed record KeyHeader(string Name, string Prefix)
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    public static KeyHeader Bearer { get; } = new("Authorization", "Bearer ");
}
