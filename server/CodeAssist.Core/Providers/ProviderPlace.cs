namespace CodeAssist.Core.Providers;

/// <summary>Where a provider is, and with that to which network addresses a connection may go.</summary>
public enum ProviderPlace
{
    /// <summary>A closed API: public addresses, nothing of this machine or its network.</summary>
    Internet,

    /// <summary>An endpoint that the user named: public and private addresses, never this machine. Another machine is never local-only.</summary>
    PrivateEndpoint,

    /// <summary>A model server on this machine: 127.0.0.1 or [::1] as literals, without a name being looked up.</summary>
    Loopback,
}
