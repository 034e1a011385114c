namespace CodeAssist.Core.Routing;

/// <summary>Where a model runs, from the closest to the farthest.</summary>
public enum Tier
{
    /// <summary>On this machine: our own host, or a model server that the user named on it.</summary>
    Local,

    /// <summary>On an endpoint that the user named elsewhere.</summary>
    PrivateEndpoint,

    /// <summary>At a provider that is paid for it.</summary>
    ClosedApi,
}
