using CodeAssist.Core.Policy;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Server.Composition;

/// <summary>Has the broker start egress for the room that may not start anything. The broker decides by itself whether it may.</summary>
/// <param name="broker">This process's broker.</param>
/// <param name="folders">Every folder that is open when it is asked.</param>
internal sealed class BrokerEgressLauncher(BrokerProcess broker, Func<IReadOnlyList<WorkspaceFolder>> folders) : IEgressLauncher
{
    public async Task<EgressLaunchResult> LaunchAsync(CancellationToken cancellationToken) =>
        ResultOf(await broker.StartEgressAsync(EgressPurpose.Questions, folders(), cancellationToken));

    public async Task<string?> WhyLocalOnlyAsync(CancellationToken cancellationToken) =>
        await broker.ReadPolicyAsync(folders(), cancellationToken) is NetworkPolicy.LocalOnly local ? local.Reasons[0].Sentence : null;

    /// <summary>What became of a start, in the words of the room that asks for it.</summary>
    internal static EgressLaunchResult ResultOf(EgressStart start) =>
        start switch
        {
            EgressStart.Started { Door: var door } => new EgressLaunchResult.Listening(door.PipeName, door.Token) { IsLoopbackOnly = door.Reach is EgressReach.LoopbackOnly },
            EgressStart.NotAllowed { Policy: var policy } => new EgressLaunchResult.Refused(new EgressFailure(
                EgressFailureKind.LocalOnly,
                $"Nothing may leave this machine. {policy.Reasons[0].Sentence}",
                "A model on this machine can answer instead.")),
            EgressStart.Failed { Failure: var failure } => new EgressLaunchResult.Refused(new EgressFailure(
                EgressFailureKind.Unavailable, failure.Message, failure.NextStep)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
