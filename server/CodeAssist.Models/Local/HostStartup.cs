using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>The way from nothing to a loaded model: connect, else start a host and connect, then load.</summary>
internal sealed class HostStartup(
    LocalModelOptions options, IModelHostLauncher launcher, Action<LoadProgressParams> progress, ILogger logger)
{
    public LocalModelOptions Options => options;

    // "One runs already" may be said of a host that was just leaving and answers nobody.
    private const int LaunchAttempts = 3;

    /// <returns><see cref="LocalModelState.Up"/> or <see cref="LocalModelState.Down"/>.</returns>
    /// <exception cref="ConnectionClosedException">The host died while it loaded.</exception>
    public async Task<LocalModelState> RunAsync(LoadOptions load, CancellationToken cancellationToken)
    {
        if (await options.Check(options.ModelPath, cancellationToken) is { } unfit)
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
            return state = await LoadAsync(connection, load, cancellationToken);
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

    private async Task<LocalModelState> LoadAsync(HostConnection connection, LoadOptions load, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.LoadTimeout);
        try
        {
            var confidence = options.Confidences.OfAsync(options.ModelPath, deadline.Token);
            var result = await connection.CallAsync(
                HostProtocol.LoadModel,
                new LoadModelParams(options.ModelId(load), options.ModelPath, load),
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
}
