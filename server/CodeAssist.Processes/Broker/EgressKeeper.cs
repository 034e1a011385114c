using CodeAssist.Core.Policy;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>Starts egress where the policy allows, and ends it the moment the policy does so no longer.</summary>
/// <remarks>
/// The policy is resolved here for each start, whenever the server asks for it, and once a second while egress runs: a file that
/// somebody else changes counts without anybody being told.
/// </remarks>
/// <param name="launch">Which egress, and whom it may reach.</param>
/// <param name="purpose">What it is started for.</param>
/// <param name="runtimeDirectory">Private to the user.</param>
/// <param name="resolve">Reads all that the policy depends on and decides.</param>
/// <param name="variable">Reads a variable of this process.</param>
/// <param name="time">For the looks.</param>
/// <param name="logger">Takes what egress has to say, too.</param>
internal sealed partial class EgressKeeper(
    EgressLaunch launch,
    EgressPurpose purpose,
    string runtimeDirectory,
    Func<IReadOnlyList<WorkspaceFolder>, NetworkPolicy> resolve,
    Func<string, string?> variable,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneStart = new(1);
    private RunningEgress? _running;
    private IReadOnlyList<WorkspaceFolder> _folders = [];
    private ITimer? _looks;

    /// <summary>Starts a fresh egress; one that runs already is ended first, because it serves one client only.</summary>
    public async Task<EgressStart> StartAsync(IReadOnlyList<WorkspaceFolder> folders, CancellationToken cancellationToken)
    {
        await _oneStart.WaitAsync(cancellationToken);
        try
        {
            End();
            lock (_lock)
            {
                _folders = folders;
            }

            var policy = resolve(folders);
            if (launch.ReachUnder(policy, purpose) is not { } reach)
            {
                return new EgressStart.NotAllowed((NetworkPolicy.LocalOnly)policy);
            }

            var (egress, failure) = await RunningEgress.StartAsync(launch, reach, runtimeDirectory, variable, _startLimit, logger, cancellationToken);
            if (egress is null)
            {
                return new EgressStart.Failed(failure!);
            }

            Keep(egress);

            // What was decided before it started may have changed while it did.
            return Look() is NetworkPolicy.LocalOnly changed && reach is not EgressReach.LoopbackOnly
                ? new EgressStart.NotAllowed(changed)
                : new EgressStart.Started(egress.Door);
        }
        finally
        {
            _oneStart.Release();
        }
    }

    /// <summary>These folders are open now, and this is their policy.</summary>
    public void Heed(IReadOnlyList<WorkspaceFolder> folders, NetworkPolicy policy)
    {
        lock (_lock)
        {
            _folders = folders;
            EndUnlessAllowed(policy);
        }
    }

    public void Dispose()
    {
        End();
        _oneStart.Dispose();
    }

    private void Keep(RunningEgress egress)
    {
        lock (_lock)
        {
            _running = egress;
            _looks = time.CreateTimer(_ => Look(), null, _interval, _interval);
        }
    }

    private NetworkPolicy Look()
    {
        var policy = resolve(Volatile.Read(ref _folders));
        lock (_lock)
        {
            EndUnlessAllowed(policy);
        }

        return policy;
    }

    private void EndUnlessAllowed(NetworkPolicy policy)
    {
        if (policy is not NetworkPolicy.Open && _running is { Door.Reach: not EgressReach.LoopbackOnly } egress)
        {
            Log.Closed(logger, egress.ProcessId);
            EndLocked();
        }
    }

    private void End()
    {
        lock (_lock)
        {
            EndLocked();
        }
    }

    private void EndLocked()
    {
        _looks?.Dispose();
        _looks = null;
        _running?.Dispose();
        _running = null;
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "Nothing may leave this machine any more: egress (process {ProcessId}) is ended")]
        public static partial void Closed(ILogger logger, int processId);
    }
}
