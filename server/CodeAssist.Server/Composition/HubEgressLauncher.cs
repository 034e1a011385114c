using CodeAssist.Core.Policy;
using CodeAssist.Models.Egress;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Server.Composition;

/// <summary>Has the broker start the egress that fetches models, and nothing else. The broker decides by itself whether it may.</summary>
/// <param name="broker">This process's broker.</param>
/// <param name="readPolicy">Whether models may be fetched, by what is written now.</param>
internal sealed class HubEgressLauncher(BrokerProcess broker, Func<NetworkPolicy> readPolicy) : IEgressLauncher
{
    public async Task<EgressLaunchResult> LaunchAsync(CancellationToken cancellationToken) =>
        BrokerEgressLauncher.ResultOf(await broker.StartEgressAsync(EgressPurpose.Models, [], cancellationToken));

    public Task<string?> WhyLocalOnlyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(readPolicy() is NetworkPolicy.LocalOnly local ? local.Reasons[0].Sentence : null);
}
