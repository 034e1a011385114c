using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Whether a provider is asked at all now.</summary>
public abstract record ProviderState
{
    private ProviderState()
    {
    }

    /// <summary>It is asked.</summary>
    public sealed record Healthy : ProviderState;

    /// <summary>It is not asked.</summary>
    /// <param name="Until">When one question is let through to try it; null until somebody changes what it refused, such as the key.</param>
    /// <param name="Reason">The failure that opened the circuit.</param>
    public sealed record Open(DateTimeOffset? Until, EgressFailure Reason) : ProviderState;
}
