namespace CodeAssist.Processes.Verification;

/// <summary>In which surroundings a proof is played: what leaves in one of them might not in another.</summary>
public enum ProofNetwork
{
    /// <summary>Routes for IPv4 and IPv6, and proxies in the environment.</summary>
    Everything,

    /// <summary>The same without proxies.</summary>
    NoProxies,

    /// <summary>IPv6 alone, with proxies.</summary>
    IPv6,

    /// <summary>No route at all, with proxies: what is tried becomes no packet, and only a trace of calls sees it.</summary>
    NoRoute,
}
