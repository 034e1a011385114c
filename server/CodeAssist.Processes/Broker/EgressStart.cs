using CodeAssist.Core.Policy;

namespace CodeAssist.Processes.Broker;

/// <summary>What became of the wish for a running egress.</summary>
public abstract record EgressStart
{
    private EgressStart()
    {
    }

    /// <summary>It listens for one client.</summary>
    public sealed record Started(EgressDoor Door) : EgressStart;

    /// <summary>Nothing may leave this machine.</summary>
    public sealed record NotAllowed(NetworkPolicy.LocalOnly Policy) : EgressStart;

    /// <summary>There is none.</summary>
    public sealed record Failed(ProcessFailure Failure) : EgressStart;
}
