namespace CodeAssist.Core.Providers;

/// <summary>The addresses that a user named, as the user wrote them; empty for none. From the user's own settings only.</summary>
/// <param name="Private">A model server elsewhere: <c>https://models.example/v1</c>.</param>
/// <param name="Loopback">A model server on this machine: <c>127.0.0.1:11434</c>.</param>
/// <param name="Proxy">The proxy for closed APIs: <c>http://proxy.example:3128</c>.</param>
public sealed record NamedEndpoints(string Private, string Loopback, string Proxy)
{
    /// <summary>Nothing is named.</summary>
    public static NamedEndpoints None { get; } = new("", "", "");
}
