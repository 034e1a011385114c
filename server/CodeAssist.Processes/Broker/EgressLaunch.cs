using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Broker;

/// <summary>Which egress a broker may start, and whom it may reach. Fixed when the broker starts: nothing that is read later can change it.</summary>
/// <param name="EgressPath">Absolute path of its executable or assembly (<see cref="Executable.TryFind"/>); it need not be there.</param>
/// <param name="Endpoints">What the user named, in the user's own settings.</param>
public sealed record EgressLaunch(string EgressPath, NamedEndpoints Endpoints)
{
    /// <summary>What the user adds to the providers that we know.</summary>
    public UserProviders Added { get; init; } = UserProviders.None;

    /// <summary>Where models are looked for beyond the list that we ship.</summary>
    public ModelSources Models { get; init; } = ModelSources.None;

    /// <summary>Whether there is such a program.</summary>
    internal EgressProgram Program => File.Exists(EgressPath) ? EgressProgram.Installed : EgressProgram.Missing;

    /// <param name="policy">What holds for that purpose.</param>
    /// <param name="purpose">What egress is started for.</param>
    /// <returns>How far it may reach; null where it must not run at all.</returns>
    internal EgressReach? ReachUnder(NetworkPolicy policy, EgressPurpose purpose) =>
        Program is EgressProgram.Missing ? null : EgressRule.ReachUnder(policy, purpose, EndpointText.TryParseLoopback(Endpoints.Loopback, out _));
}
