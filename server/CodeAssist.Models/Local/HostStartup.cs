using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>The way from nothing to a loaded model: connect, else start a host and connect, then load.</summary>
internal sealed partial class HostStartup(
    LocalModelOptions options, IModelHostLauncher launcher, Action<LoadProgressParams> progress, ILogger logger)
{
    public LocalModelOptions Options => options;

    // "One runs already" may be said of a host that was just leaving and answers nobody.
    private const int LaunchAttempts = 3;

    /// <param name="load">How to load.</param>
    /// <param name="givenUp">The device that the host is to remember as one that fails; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns><see cref="LocalModelState.Up"/> or <see cref="LocalModelState.Down"/>.</returns>
    /// <exception cref="ConnectionClosedException">The host died while it loaded.</exception>
    public async Task<LocalModelState> RunAsync(LoadOptions load, DistrustDeviceParams? givenUp, CancellationToken cancellationToken)
    {
        var file = await options.Check(options.ModelPath, cancellationToken);
        if (file.Failure is { } unfit)
        {
            return new LocalModelState.Down(unfit);
        }

        var connection = await OpenAsync(TimeSpan.Zero, cancellationToken);
        for (var attempt = 0; connection is null && attempt < LaunchAttempts; attempt++)
        {
            if (await launcher.LaunchAsync(cancellationToken) is { } failure)
            {
                return new LocalModelState.Down(failure);
            }

            connection = await OpenAsync(options.ConnectTimeout / LaunchAttempts, cancellationToken);
        }

        if (connection is null)
        {
            return new LocalModelState.Down(new ModelFailure(
                ModelFailureKind.HostUnavailable,
                "The model host was started but does not answer.",
                "Run `codeassist doctor`; the host's log says more."));
        }

        LocalModelState? state = null;
        try
        {
            if (givenUp is not null)
            {
                await DistrustAsync(connection, givenUp, cancellationToken);
            }

            return state = await LoadAsync(connection, load with { Adapter = file.Adapter, Draft = file.Draft }, file.Stamp, cancellationToken);
        }
        finally
        {
            if (state is not LocalModelState.Up)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private Task<HostConnection?> OpenAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        HostConnection.TryOpenAsync(
            options.Endpoint, options.Client, progress, patience, logger, cancellationToken);

    // Before anything is loaded: the model goes to the CPU now in any case, and where nobody can remember it, the next start is as this one was.
    private async Task DistrustAsync(HostConnection connection, DistrustDeviceParams givenUp, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.ConnectTimeout);
        try
        {
            await connection.CallAsync(
                HostProtocol.DistrustDevice, givenUp, HostJsonContext.Default.DistrustDeviceParams, HostJsonContext.Default.DistrustDeviceResult, deadline.Token);
        }
        catch (Exception exception) when (exception is JsonRpcException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotRemembered(logger, givenUp.Device, exception.Message);
        }
    }

    private async Task<LocalModelState> LoadAsync(HostConnection connection, LoadOptions load, FileStamp? expected, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.LoadTimeout);
        try
        {
            // What was measured was measured without an adapter.
            var confidence = load.Adapter is null ? options.Confidences.OfAsync(options.ModelPath, deadline.Token) : Task.FromResult(options.Confidences.Default);
            var result = await connection.CallAsync(
                HostProtocol.LoadModel,
                new LoadModelParams(options.ModelId(load), options.ModelPath, load, expected),
                HostJsonContext.Default.LoadModelParams,
                HostJsonContext.Default.LoadModelResult,
                deadline.Token);

            return result switch
            {
                { Model: { } model } => new LocalModelState.Up(connection, model, HostVocabulary.FromWire(model, await confidence)),
                { Failure: { } failure } => new LocalModelState.Down(HostVocabulary.FromWire(failure)),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LocalModelState.Down(new ModelFailure(
                ModelFailureKind.TimedOut,
                $"The model was not loaded within {options.LoadTimeout.TotalSeconds:0} s.",
                "Choose a smaller model, or set codeassist.model.device to cpu."));
        }
        catch (JsonRpcException exception)
        {
            return new LocalModelState.Down(new ModelFailure(
                ModelFailureKind.Unusable, $"The model host refused to load the model: {exception.Message}", "See the host's log."));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "The host was not told to remember device {Device} as one that fails: {Reason}")]
        public static partial void NotRemembered(ILogger logger, string? device, string reason);
    }
}
