using CodeAssist.Core.Policy;
using CodeAssist.JsonRpc;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;
using CodeAssist.Processes.Running;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>What a broker does: it says what the policy is, starts the model host, egress where that policy allows, and the commands that the user approved; nothing else.</summary>
internal sealed class BrokerHost : IDisposable
{
    private readonly ModelHostStarter _starter;
    private readonly PolicyFiles _policy;
    private readonly EgressLaunch _egress;
    private readonly ILogger _logger;
    private readonly EgressKeeper _keeper;
    private readonly CommandRunner _commands;
    private readonly EgressKeeper _models;
    private readonly SemaphoreSlim _oneStart = new(1);

    public BrokerHost(ModelHostStarter starter, BrokerArguments options, Func<string, string?> variable, ILogger logger)
    {
        _starter = starter;
        _policy = options.Policy;
        _egress = options.Egress;
        _logger = logger;
        _keeper = new EgressKeeper(options.Egress, EgressPurpose.Questions, options.Host.RuntimeDirectory, Resolve, variable, TimeProvider.System, logger);
        _models = new EgressKeeper(options.Egress, EgressPurpose.Models, options.Host.RuntimeDirectory, _ => ResolveForModels(), variable, TimeProvider.System, logger);
        _commands = new CommandRunner(Executable.OfThisProcess(), variable, TimeProvider.System);
    }

    public MethodTable Methods() => new MethodTable(_logger)
        .On(BrokerProtocol.Ping, BrokerJsonContext.Default.PingParams, BrokerJsonContext.Default.PingResult, PingAsync)
        .On(BrokerProtocol.Policy, BrokerJsonContext.Default.PolicyParams, BrokerJsonContext.Default.PolicyResult, PolicyAsync)
        .On(BrokerProtocol.RunCommand, BrokerJsonContext.Default.RunRequest, BrokerJsonContext.Default.RunCommandResult, RunCommandAsync)
        .On(BrokerProtocol.StartEgress, BrokerJsonContext.Default.StartEgressParams, BrokerJsonContext.Default.StartEgressResult, StartEgressAsync)
        .On(
            BrokerProtocol.StartModelHost,
            BrokerJsonContext.Default.StartModelHostParams,
            BrokerJsonContext.Default.StartModelHostResult,
            StartModelHostAsync);

    public void Dispose()
    {
        _keeper.Dispose();
        _models.Dispose();
        _oneStart.Dispose();
    }

    private static Task<PingResult> PingAsync(PingParams parameters, CancellationToken cancellationToken) =>
        Task.FromResult(new PingResult(Environment.ProcessId));

    private async Task<PolicyResult> PolicyAsync(PolicyParams parameters, CancellationToken cancellationToken)
    {
        await PolicyReading.RememberAsync(_policy, parameters.Workspaces, TimeProvider.System, cancellationToken);
        var policy = Resolve(parameters.Workspaces);
        _keeper.Heed(parameters.Workspaces, policy);
        _models.Heed([], ResolveForModels());
        return policy is NetworkPolicy.LocalOnly local ? new PolicyResult(Open: false, local.Reasons) : new PolicyResult(Open: true, []);
    }

    private NetworkPolicy Resolve(IReadOnlyList<WorkspaceFolder> workspaces) => PolicyReading.Resolve(_policy, workspaces, _egress.Program);

    private NetworkPolicy ResolveForModels() => PolicyReading.ResolveForModels(_policy, _egress.Program);

    private async Task<StartEgressResult> StartEgressAsync(StartEgressParams parameters, CancellationToken cancellationToken) =>
        await (parameters.Purpose is EgressPurpose.Models ? _models : _keeper).StartAsync(parameters.Workspaces, cancellationToken) switch
        {
            EgressStart.Started started => new StartEgressResult(started.Door, [], null),
            EgressStart.NotAllowed refused => new StartEgressResult(null, refused.Policy.Reasons, null),
            EgressStart.Failed failed => new StartEgressResult(null, [], failed.Failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task<RunCommandResult> RunCommandAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var mayUseNetwork = request.WantsNetwork && Resolve(request.Workspaces) is NetworkPolicy.Open;
        var (report, failure) = await _commands.RunAsync(request, mayUseNetwork, cancellationToken);
        return new RunCommandResult(report, failure);
    }

    private async Task<StartModelHostResult> StartModelHostAsync(StartModelHostParams parameters, CancellationToken cancellationToken)
    {
        await _oneStart.WaitAsync(cancellationToken);
        try
        {
            return await _starter.StartAsync(cancellationToken) switch
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
