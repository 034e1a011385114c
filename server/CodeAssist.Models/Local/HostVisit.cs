using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>A connection to the model host for questions about files and the machine; no model is loaded for it.</summary>
public sealed class HostVisit : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(20);

    private static readonly HostFailure _gone = new(HostFailureKind.Busy, "The model host went away or gave no answer in time.", "Try again; the host's log says why.");

    private readonly HostConnection _connection;

    private HostVisit(HostConnection connection) => _connection = connection;

    /// <summary>Connects to the host of this build, and has it started where none runs.</summary>
    /// <returns>The visit, or why there is none.</returns>
    public static async Task<(HostVisit? Visit, ModelFailure? Failure)> OpenAsync(
        HostEndpoint endpoint, IModelHostLauncher launcher, string client, ILogger logger, CancellationToken cancellationToken)
    {
        if (await TryOpenAsync(TimeSpan.Zero) is { } running)
        {
            return (running, null);
        }

        if (await launcher.LaunchAsync(cancellationToken) is { } failure)
        {
            return (null, failure);
        }

        return await TryOpenAsync(_patience) is { } started
            ? (started, null)
            : (null, new ModelFailure(ModelFailureKind.HostUnavailable, "The model host was started but does not answer.", "Run `codeassist doctor`; the host's log says more."));

        async Task<HostVisit?> TryOpenAsync(TimeSpan patience) =>
            await HostConnection.TryOpenAsync(endpoint, client, static _ => { }, patience, logger, cancellationToken) is { } connection ? new HostVisit(connection) : null;
    }

    /// <returns>Devices and memory as the host measures them; null where it does not say.</returns>
    public Task<StatusResult?> TryReadStatusAsync(CancellationToken cancellationToken) => _connection.TryReadStatusAsync(_answerLimit, cancellationToken);

    /// <summary>Has the host read the header of a model file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<InspectModelResult> InspectAsync(string path, CancellationToken cancellationToken) => InspectAsync(path, adapter: null, cancellationToken);

    /// <summary>Has the host read the header of a model file, and say whether an adapter fits it.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="adapter">Absolute path of the adapter; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<InspectModelResult> InspectAsync(string path, string? adapter, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_answerLimit);
        try
        {
            return await _connection.CallAsync(
                HostProtocol.InspectModel,
                new InspectModelParams(path, adapter),
                HostJsonContext.Default.InspectModelParams,
                HostJsonContext.Default.InspectModelResult,
                deadline.Token);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new InspectModelResult(null, _gone);
        }
    }

    /// <summary>Has the host try all devices again that failed before.</summary>
    /// <returns>The makers' names of those; null where the host does not answer.</returns>
    public async Task<IReadOnlyList<string>?> TrustDevicesAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_answerLimit);
        try
        {
            return (await _connection.CallAsync(
                HostProtocol.TrustDevices,
                new TrustDevicesParams(),
                HostJsonContext.Default.TrustDevicesParams,
                HostJsonContext.Default.TrustDevicesResult,
                deadline.Token)).Devices;
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
