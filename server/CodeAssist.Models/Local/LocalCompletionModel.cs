using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;
using GenerationLimits = CodeAssist.Core.Models.GenerationLimits;

namespace CodeAssist.Models.Local;

/// <summary>The model in the host process: connects, starts, loads, and does it all again when the host dies.</summary>
/// <remarks>
/// Thread-safe. At most one attempt to get ready runs at a time, in the background; requests wait for it as long as they have
/// patience. A host that dies is started again with back-off; a GPU that takes its host down twice is given up.
/// </remarks>
public sealed partial class LocalCompletionModel : ICompletionModel, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly LocalModelOptions _options;
    private readonly IModelHostLauncher _launcher;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RestartBackoff _backoff;
    private readonly GpuTrust _gpu;
    private readonly CancellationTokenSource _stopping = new();

    private Task<Attempt>? _attempt;
    private double _loaded;

    public LocalCompletionModel(LocalModelOptions options, IModelHostLauncher launcher, TimeProvider time, ILogger logger)
    {
        _options = options;
        _launcher = launcher;
        _time = time;
        _logger = logger;
        _backoff = new RestartBackoff(time);
        _gpu = new GpuTrust(options.Load);
    }

    /// <summary>Raised on every change a user may want to see; handlers must not block.</summary>
    public event Action<ModelAvailability>? Changed;

    /// <summary>Raised with a sentence that the user must be told once.</summary>
    public event Action<string>? Notice;

    /// <summary>What the host said of the loaded model, or null while there is none.</summary>
    public ModelDescription? Description => Current is { IsCompletedSuccessfully: true } attempt ? attempt.Result.Description : null;

    private Task<Attempt>? Current
    {
        get
        {
            lock (_lock)
            {
                return _attempt;
            }
        }
    }

    public async Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var attempt = CurrentOrNewAttempt();
        if (!attempt.IsCompleted && patience > TimeSpan.Zero)
        {
            try
            {
                await attempt.WaitAsync(patience, _time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return new ModelAvailability.Loading(Volatile.Read(ref _loaded));
            }
        }

        return attempt.IsCompletedSuccessfully
            ? attempt.Result.Availability
            : new ModelAvailability.Loading(Volatile.Read(ref _loaded));
    }

    public async Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, CancellationToken cancellationToken)
    {
        if (Current is not { IsCompletedSuccessfully: true } attempt || attempt.Result.Connection is not { } connection)
        {
            return HostGone();
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.Timeout);
        try
        {
            var result = await connection.CallAsync(
                HostProtocol.Generate,
                new GenerateParams(
                    _options.ModelId,
                    $"{_options.Client}:{prompt.Slot}",
                    [.. prompt.Parts.Select(HostVocabulary.ToWire)],
                    GenerationPriority.Completion,
                    new ModelHost.Protocol.GenerationLimits(limits.MaxTokens, limits.StopTexts),
                    SamplingOptions.Greedy,
                    StreamId: null),
                HostJsonContext.Default.GenerateParams,
                HostJsonContext.Default.GenerateResult,
                deadline.Token);

            return result switch
            {
                { Generation: { } generation } => HostVocabulary.FromWire(generation),
                { Failure.Kind: HostFailureKind.ModelNotLoaded } => Forget(attempt),
                { Failure: { } failure } => new ModelReply.Failed(HostVocabulary.FromWire(failure)),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our own deadline, not the editor's cancellation: the caller still wants an answer.
            return new ModelReply.Failed(new ModelFailure(
                ModelFailureKind.TimedOut,
                $"The model gave no answer within {limits.Timeout.TotalSeconds:0} s.",
                "Run `codeassist doctor` to see how fast it is; a smaller model may suit this machine."));
        }
        catch (ConnectionClosedException)
        {
            return HostGone();
        }
        catch (JsonRpcException exception)
        {
            return new ModelReply.Failed(new ModelFailure(
                ModelFailureKind.Refused, $"The model host refused the request: {exception.Message}", "See the host's log."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (Current is { } attempt)
        {
            // An attempt in flight ends with its token; whatever it opened is closed here.
            await attempt.ContinueWith(static _ => { }, TaskScheduler.Default);
            if (attempt is { IsCompletedSuccessfully: true, Result.Connection: { } connection })
            {
                await connection.DisposeAsync();
            }
        }

        _stopping.Dispose();
    }

    private Task<Attempt> CurrentOrNewAttempt()
    {
        lock (_lock)
        {
            var retry = _attempt is null or { IsFaulted: true } or { IsCanceled: true }
                || (_attempt is { IsCompletedSuccessfully: true, Result.Connection: null } && _backoff.MayTry);
            if (retry && !_stopping.IsCancellationRequested)
            {
                _loaded = 0;
                _attempt = AttemptAsync(_gpu.Load, _stopping.Token);
            }

            return _attempt ?? Task.FromResult(Attempt.Failed(HostGone().Failure));
        }
    }

    private async Task<Attempt> AttemptAsync(LoadOptions load, CancellationToken cancellationToken)
    {
        // The caller holds a lock and may be on the editor's reading thread: nothing of this runs there.
        await Task.Yield();
        Changed?.Invoke(new ModelAvailability.Loading(0));
        var result = await ConnectAndLoadAsync(load, cancellationToken);
        if (result.Connection is { } connection)
        {
            _ = WatchAsync(connection, result.Description?.Device.Device, cancellationToken);
        }
        else
        {
            lock (_lock)
            {
                _backoff.Failed();
            }
        }

        if (result.Availability is ModelAvailability.Unavailable { Failure: var failure })
        {
            Log.NotReady(_logger, failure);
        }

        Changed?.Invoke(result.Availability);
        return result;
    }

    private async Task<Attempt> ConnectAndLoadAsync(LoadOptions load, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        if (connection is null)
        {
            if (await _launcher.LaunchAsync(cancellationToken) is { } failure)
            {
                return Attempt.Failed(failure);
            }

            connection = await OpenAsync(cancellationToken);
        }

        if (connection is null)
        {
            return Attempt.Failed(new ModelFailure(
                ModelFailureKind.HostUnavailable,
                "The model host was started but does not answer.",
                "Run `codeassist doctor`; the host's log says more."));
        }

        var attempt = await LoadAsync(connection, load, cancellationToken);
        if (attempt.Connection is null)
        {
            await connection.DisposeAsync();
        }

        return attempt;
    }

    private Task<HostConnection?> OpenAsync(CancellationToken cancellationToken) =>
        HostConnection.TryOpenAsync(
            _options.Endpoint, _options.Client, OnProgress, _options.ConnectTimeout, _logger, cancellationToken);

    private async Task<Attempt> LoadAsync(HostConnection connection, LoadOptions load, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.LoadTimeout);
        try
        {
            var result = await connection.CallAsync(
                HostProtocol.LoadModel,
                new LoadModelParams(_options.ModelId, _options.ModelPath, load),
                HostJsonContext.Default.LoadModelParams,
                HostJsonContext.Default.LoadModelResult,
                deadline.Token);
            if (result.Model is not { } model)
            {
                return Attempt.Failed(HostVocabulary.FromWire(result.Failure!));
            }

            var availability = HostVocabulary.FromWire(model);
            Log.Ready(_logger, model.Name, model.Device.Device, model.LoadMilliseconds);
            return new Attempt(availability, connection, model);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Attempt.Failed(new ModelFailure(
                ModelFailureKind.TimedOut,
                $"The model was not loaded within {_options.LoadTimeout.TotalSeconds:0} s.",
                "Choose a smaller model, or set codeassist.model.device to cpu."));
        }
        catch (JsonRpcException exception)
        {
            return Attempt.Failed(new ModelFailure(
                ModelFailureKind.Unusable, $"The model host refused to load the model: {exception.Message}", "See the host's log."));
        }
        catch (ConnectionClosedException)
        {
            NoteDeath(device: null);
            return Attempt.Failed(new ModelFailure(
                ModelFailureKind.HostUnavailable,
                "The model host ended while it loaded the model.",
                "It is started again on the next request; the host's log says why it ended."));
        }
    }

    // A death is noticed at once and the host is started again before the user's next key asks for it.
    private async Task WatchAsync(HostConnection connection, string? device, CancellationToken cancellationToken)
    {
        await connection.Closed.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        await connection.DisposeAsync();
        NoteDeath(device);
        TimeSpan delay;
        lock (_lock)
        {
            _backoff.Failed();
            delay = _backoff.Remaining;
            _attempt = Task.FromResult(Attempt.Failed(HostGone().Failure));
        }

        Log.HostDied(_logger, device ?? "unknown", delay.TotalSeconds);
        Changed?.Invoke(new ModelAvailability.Unavailable(HostGone().Failure));
        try
        {
            await Task.Delay(delay, _time, cancellationToken);
            CurrentOrNewAttempt();
        }
        catch (OperationCanceledException)
        {
            // The server is ending: nobody needs a new host.
        }
    }

    private void NoteDeath(string? device)
    {
        string? notice;
        lock (_lock)
        {
            notice = _gpu.HostDied(device);
        }

        if (notice is not null)
        {
            Notice?.Invoke(notice);
        }
    }

    // The host unloaded the model while it was idle: load it again for the next key.
    private ModelReply.Failed Forget(Task<Attempt> attempt)
    {
        lock (_lock)
        {
            if (_attempt == attempt && attempt.Result.Connection is { } connection)
            {
                _attempt = ReloadAsync(connection, _gpu.Load, _stopping.Token);
            }
        }

        return HostGone();
    }

    private async Task<Attempt> ReloadAsync(HostConnection connection, LoadOptions load, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return await LoadAsync(connection, load, cancellationToken);
    }

    private void OnProgress(LoadProgressParams progress)
    {
        if (string.Equals(progress.ModelId, _options.ModelId, StringComparison.Ordinal))
        {
            Volatile.Write(ref _loaded, progress.Fraction);
            Changed?.Invoke(new ModelAvailability.Loading(progress.Fraction));
        }
    }

    private static ModelReply.Failed HostGone() => new(new ModelFailure(
        ModelFailureKind.HostUnavailable, "The model host is not running.", "It is being started again; try again in a moment."));

    private sealed record Attempt(ModelAvailability Availability, HostConnection? Connection, ModelDescription? Description)
    {
        public static Attempt Failed(ModelFailure failure) => new(new ModelAvailability.Unavailable(failure), null, null);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Model {Model} is ready on {Device} after {ElapsedMs} ms")]
        public static partial void Ready(ILogger logger, string model, string device, double elapsedMs);

        [LoggerMessage(2, LogLevel.Warning, "Model not ready: {Failure}")]
        public static partial void NotReady(ILogger logger, ModelFailure failure);

        [LoggerMessage(3, LogLevel.Warning, "The model host on {Device} ended; starting it again in {DelaySeconds} s")]
        public static partial void HostDied(ILogger logger, string device, double delaySeconds);
    }
}
