using System.Text.Json.Serialization.Metadata;
using CodeAssist.Core.Policy;
using CodeAssist.JsonRpc;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;
using CodeAssist.Processes.Running;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>A server's own broker: the small process that may start others when the server itself no longer may.</summary>
/// <remarks>
/// Start it before <see cref="Isolation.NetworkFilter.Apply"/>: a child started later inherits the filter. For the same reason a
/// broker that has died is not started again; its calls then fail with the advice to restart the server. Thread-safe. Every call
/// has a limit of its own and answers expected failures with values.
/// </remarks>
public sealed partial class BrokerProcess : IAsyncDisposable
{
    private static readonly TimeSpan _callLimit = TimeSpan.FromSeconds(5);

    // The broker gives up on a host by itself, with a better explanation than ours.
    private static readonly TimeSpan _startHostLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _startEgressLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _endCommandLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _exitLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lastWordsLimit = TimeSpan.FromMilliseconds(500);

    private readonly ChildProcess _child;
    private readonly JsonRpcConnection _connection;
    private readonly Task _forwarding;
    private string? _lastLine;

    private BrokerProcess(ChildProcess child, ILogger logger)
    {
        _child = child;
        _connection = new JsonRpcConnection(child.Output, child.Input, new MethodTable(logger), JsonRpcOptions.Default, logger);
        Ended = TalkAsync();
        _forwarding = ForwardLogAsync(child.Error, logger);
    }

    public int ProcessId => _child.Id;

    /// <summary>Ends when the broker does, whatever ended it.</summary>
    public Task Ended { get; }

    /// <summary>Starts a broker without waiting for its first answer.</summary>
    /// <param name="program">Runs <see cref="BrokerMain"/> on the verb <c>broker</c>; usually <see cref="Executable.OfThisProcess"/>.</param>
    /// <param name="host">The model host that this broker may start.</param>
    /// <param name="egress">The egress that it may start where the policy allows; with the host, all that it will ever start.</param>
    /// <param name="policy">Where the user's decisions lie, which the broker reads itself.</param>
    /// <param name="logger">Takes the broker's own log lines too.</param>
    public static BrokerStart Start(Executable program, ModelHostLaunch host, EgressLaunch egress, PolicyFiles policy, ILogger logger)
    {
        var command = new ChildCommand(
            program,
            [BrokerArguments.Verb, .. new BrokerArguments(Environment.ProcessId, policy, host, egress).ToArguments()],
            ChildEnvironment.ForEgress(Environment.GetEnvironmentVariable, egress.Added.Variables),
            AppContext.BaseDirectory);
        if (!ChildProcess.TryStart(command, out var child, out var failure))
        {
            return new BrokerStart.Failed(failure);
        }

        Log.Started(logger, child.Id);
        return new BrokerStart.Started(new BrokerProcess(child, logger));
    }

    /// <returns>Null when the broker answers, otherwise why it does not.</returns>
    public async Task<ProcessFailure?> PingAsync(CancellationToken cancellationToken)
    {
        var (_, failure) = await CallAsync(
            BrokerProtocol.Ping,
            new PingParams(),
            BrokerJsonContext.Default.PingParams,
            BrokerJsonContext.Default.PingResult,
            _callLimit,
            cancellationToken);
        return failure;
    }

    /// <summary>Asks what may leave the machine. The broker reads the repositories' rules itself; no answer means nothing may.</summary>
    public async Task<NetworkPolicy> ReadPolicyAsync(IReadOnlyList<WorkspaceFolder> workspaces, CancellationToken cancellationToken)
    {
        var (result, failure) = await CallAsync(
            BrokerProtocol.Policy,
            new PolicyParams(workspaces),
            BrokerJsonContext.Default.PolicyParams,
            BrokerJsonContext.Default.PolicyResult,
            _callLimit,
            cancellationToken);
        return result switch
        {
            { Open: true, Reasons.Count: 0 } => new NetworkPolicy.Open(),
            { Reasons.Count: > 0 } => new NetworkPolicy.LocalOnly(result.Reasons),
            _ => new NetworkPolicy.LocalOnly(
                LocalOnlyCause.PolicyUnavailable, failure?.Message ?? "The broker gave no reason for its decision."),
        };
    }

    /// <summary>Has egress started, where the broker itself finds that it may run. A former one of that purpose is ended.</summary>
    /// <param name="purpose">What it is to do.</param>
    /// <param name="workspaces">Every folder that is open; none for models.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EgressStart> StartEgressAsync(EgressPurpose purpose, IReadOnlyList<WorkspaceFolder> workspaces, CancellationToken cancellationToken)
    {
        var (result, failure) = await CallAsync(
            BrokerProtocol.StartEgress,
            new StartEgressParams(purpose, workspaces),
            BrokerJsonContext.Default.StartEgressParams,
            BrokerJsonContext.Default.StartEgressResult,
            _startEgressLimit,
            cancellationToken);
        return result switch
        {
            { Door: { } door } => new EgressStart.Started(door),
            { Reasons.Count: > 0 } => new EgressStart.NotAllowed(new NetworkPolicy.LocalOnly(result.Reasons)),
            _ => new EgressStart.Failed(failure ?? result?.Failure ?? Failed(ProcessFailureKind.ProgramFailed, "The broker gave no answer about egress.")),
        };
    }

    /// <summary>Makes sure that a model host runs.</summary>
    public async Task<HostStart> StartModelHostAsync(CancellationToken cancellationToken)
    {
        var (result, failure) = await CallAsync(
            BrokerProtocol.StartModelHost,
            new StartModelHostParams(),
            BrokerJsonContext.Default.StartModelHostParams,
            BrokerJsonContext.Default.StartModelHostResult,
            _startHostLimit,
            cancellationToken);
        return (failure ?? result?.Failure) is { } reason ? new HostStart.Failed(reason)
            : result is { StartedNow: true } ? new HostStart.Started()
            : new HostStart.AlreadyRunning();
    }

    /// <summary>Runs a command that the user approved, with its network and within its limits.</summary>
    /// <returns>How it ended, or why it was not run.</returns>
    public async Task<(RunReport? Report, ProcessFailure? Failure)> RunCommandAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var (result, failure) = await CallAsync(
            BrokerProtocol.RunCommand,
            request,
            BrokerJsonContext.Default.RunRequest,
            BrokerJsonContext.Default.RunCommandResult,
            TimeSpan.FromSeconds(request.Limits.Seconds) + _endCommandLimit,
            cancellationToken);
        return (result?.Report, result?.Report is null ? failure ?? result?.Failure ?? Failed(ProcessFailureKind.ProgramFailed, "The broker gave no answer about the command.") : null);
    }

    /// <summary>Ends the broker: its input ends, and it with it; it is killed if it does not heed that. The model host stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _child.Input.DisposeAsync();
        using var limit = new CancellationTokenSource(_exitLimit);
        try
        {
            await _child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _child.Kill();
        }

        _child.Dispose();
    }

    private async Task<(TResult? Result, ProcessFailure? Failure)> CallAsync<TParams, TResult>(
        string method,
        TParams parameters,
        JsonTypeInfo<TParams> parametersType,
        JsonTypeInfo<TResult> resultType,
        TimeSpan limit,
        CancellationToken cancellationToken)
        where TResult : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return (await _connection.CallAsync(method, parameters, parametersType, resultType, deadline.Token), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Failed(ProcessFailureKind.TimedOut, $"The broker did not answer within {limit.TotalSeconds:0} s."));
        }
        catch (ConnectionClosedException)
        {
            var gone = Failed(ProcessFailureKind.BrokerGone, "The broker, which starts the other programs, has ended.");
            await Task.WhenAny(_forwarding, Task.Delay(_lastWordsLimit, cancellationToken));
            return (null, gone with { Detail = Volatile.Read(ref _lastLine) });
        }
        catch (JsonRpcException exception)
        {
            return (null, Failed(ProcessFailureKind.ProgramFailed, $"The broker refused: {exception.Message}."));
        }
    }

    private static ProcessFailure Failed(ProcessFailureKind kind, string message) =>
        new(kind, message, "Restart the language server; in VS Code, reload the window.");

    private async Task TalkAsync()
    {
        // The first read costs the runtime twenty milliseconds, which the start of a server has not got.
        await Task.Yield();
        await _connection.RunAsync(CancellationToken.None);
    }

    // Read to its end, so that a broker never waits for a reader.
    private async Task ForwardLogAsync(Stream error, ILogger logger)
    {
        await Task.Yield();
        using var lines = new StreamReader(error);
        try
        {
            while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
            {
                var (level, text) = StandardErrorLogger.Read(line);
                Log.Said(logger, level, text);
                Volatile.Write(ref _lastLine, text);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The broker has gone; what it said is in the log.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Broker started as process {ProcessId}")]
        public static partial void Started(ILogger logger, int processId);

        [LoggerMessage(EventId = 2, Message = "Broker: {Line}")]
        public static partial void Said(ILogger logger, LogLevel level, string line);
    }
}
