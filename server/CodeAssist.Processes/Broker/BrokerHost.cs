using CodeAssist.Core.Policy;
using CodeAssist.JsonRpc;
using CodeAssist.Processes.Policy;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>What a broker does: it says what the policy is and starts the model host, and nothing else.</summary>
internal sealed class BrokerHost(ModelHostStarter starter, PolicyFiles policy, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _oneStart = new(1);

    public MethodTable Methods() => new MethodTable(logger)
        .On(BrokerProtocol.Ping, BrokerJsonContext.Default.PingParams, BrokerJsonContext.Default.PingResult, PingAsync)
        .On(BrokerProtocol.Policy, BrokerJsonContext.Default.PolicyParams, BrokerJsonContext.Default.PolicyResult, PolicyAsync)
        .On(
            BrokerProtocol.StartModelHost,
            BrokerJsonContext.Default.StartModelHostParams,
            BrokerJsonContext.Default.StartModelHostResult,
            StartModelHostAsync);

    public void Dispose() => _oneStart.Dispose();

    private static Task<PingResult> PingAsync(PingParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult(new PingResult(Environment.ProcessId));

    // No program of this version could carry anything out.
    private async Task<PolicyResult> PolicyAsync(PolicyParams parameters, CancellationToken cancellationToken) =>
        await PolicyReading.ResolveAsync(policy, parameters.Workspaces, EgressProgram.Missing, TimeProvider.System, cancellationToken) is NetworkPolicy.LocalOnly local
            ? new PolicyResult(Open: false, local.Reasons)
            : new PolicyResult(Open: true, []);

    private async Task<StartModelHostResult> StartModelHostAsync(StartModelHostParams parameters, CancellationToken cancellationToken)
    {
        await _oneStart.WaitAsync(cancellationToken);
        try
        {
            return await starter.StartAsync(cancellationToken) switch
            {
                HostStart.Failed failed => new StartModelHostResult(StartedNow: false, failed.Failure),
                var running => new StartModelHostResult(running is HostStart.Started, Failure: null),
            };
        }
        finally
        {
            _oneStart.Release();
        }
    }
}
