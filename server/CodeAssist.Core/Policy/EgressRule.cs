namespace CodeAssist.Core.Policy;

/// <summary>Whether the one program with a network may run, and how far it may reach then.</summary>
public static class EgressRule
{
    /// <param name="policy">What holds for that purpose.</param>
    /// <param name="purpose">What it would be started for.</param>
    /// <param name="isLoopbackNamed">Whether the user named a model server on this machine.</param>
    /// <returns>Null where it must not run at all.</returns>
    public static EgressReach? ReachUnder(NetworkPolicy policy, EgressPurpose purpose, bool isLoopbackNamed) => (policy, purpose) switch
    {
        (NetworkPolicy.Open, EgressPurpose.Models) => EgressReach.ModelsOnly,
        (_, EgressPurpose.Models) => null,
        (NetworkPolicy.Open, _) => EgressReach.Everywhere,
        _ => isLoopbackNamed ? EgressReach.LoopbackOnly : null,
    };
}
