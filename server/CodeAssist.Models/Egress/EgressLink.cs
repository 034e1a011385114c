using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Egress;

/// <summary>The way to closed and private models: started when the first question is asked, and again after egress was ended.</summary>
/// <remarks>Thread-safe. Keys are kept here only to be handed to the next egress; they are never read back.</remarks>
public sealed class EgressLink(IEgressLauncher launcher, IAttemptRecorder recorder, string client, ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private EgressConnection? _connection;

    /// <summary>Process id of egress while it runs, for diagnosis.</summary>
    public int? ProcessId => _connection is { Closed.IsCompleted: false } open ? open.ProcessId : null;

    /// <summary>Keeps the record of what is sent and of what is not.</summary>
    internal IAttemptRecorder Recorder => recorder;

    /// <returns>Who can be asked now, and why nobody when nobody can.</returns>
    public async Task<(IReadOnlyList<ProviderDescription> Providers, EgressFailure? Failure)> ReadProvidersAsync(CancellationToken cancellationToken)
    {
        var (connection, failure) = await OpenAsync(cancellationToken);
        return (connection?.Providers ?? [], failure);
    }

    /// <summary>Remembers a key for a provider and hands it to egress whenever that runs. Starts nothing.</summary>
    /// <returns>Null when it was taken, otherwise why not.</returns>
    public async Task<EgressFailure?> SetKeyAsync(string provider, string key, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _keys[provider] = key;
            return _connection is { Closed.IsCompleted: false } open ? await HandOverAsync(open, provider, key, cancellationToken) : null;
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _opening.Dispose();
    }

    /// <returns>Exactly one of the two.</returns>
    internal Task<(EgressConnection? Connection, EgressFailure? Failure)> OpenAsync(CancellationToken cancellationToken) => OpenAsync(provider: null, cancellationToken);

    /// <param name="provider">Who is to be asked: an egress that was started when nothing might leave makes room for one that may ask it, once something may. Null for anybody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Exactly one of the two.</returns>
    internal async Task<(EgressConnection? Connection, EgressFailure? Failure)> OpenAsync(string? provider, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { Closed.IsCompleted: false } open && !await IsOutgrownAsync(open, provider, cancellationToken))
            {
                return (open, null);
            }

            if (_connection is { } former)
            {
                _connection = null;
                await former.DisposeAsync();
            }

            return await LaunchAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Says why a connection ended under a call.</summary>
    internal async Task<EgressFailure> ExplainEndAsync(CancellationToken cancellationToken) =>
        await launcher.WhyLocalOnlyAsync(cancellationToken) is { } reason
            ? new EgressFailure(
                EgressFailureKind.LocalOnly,
                $"Local-only was switched on, so the connection was closed. {reason}",
                "What had come is kept and marked as partial.")
            : new EgressFailure(
                EgressFailureKind.Unavailable,
                "The process that reaches the network has ended.",
                "Try again; the log says more.");

    private async Task<bool> IsOutgrownAsync(EgressConnection open, string? provider, CancellationToken cancellationToken) =>
        provider is not null
        && open.IsLoopbackOnly
        && !open.Providers.Any(known => string.Equals(known.Id, provider, StringComparison.Ordinal))
        && await launcher.WhyLocalOnlyAsync(cancellationToken) is null;

    private async Task<(EgressConnection? Connection, EgressFailure? Failure)> LaunchAsync(CancellationToken cancellationToken)
    {
        var launch = await launcher.LaunchAsync(cancellationToken);
        if (launch is not EgressLaunchResult.Listening door)
        {
            return (null, ((EgressLaunchResult.Refused)launch).Failure);
        }

        if (await EgressConnection.TryOpenAsync(door, client, recorder, logger, cancellationToken) is not { } connection)
        {
            return (null, await ExplainEndAsync(cancellationToken));
        }

        foreach (var (provider, key) in _keys)
        {
            await HandOverAsync(connection, provider, key, cancellationToken);
        }

        _connection = connection;
        return (connection, null);
    }

    private static async Task<EgressFailure?> HandOverAsync(EgressConnection connection, string provider, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.SetKeyAsync(provider, key, cancellationToken);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException)
        {
            return new EgressFailure(EgressFailureKind.Unavailable, "The key could not be handed over.", "Try again.");
        }
    }
}
