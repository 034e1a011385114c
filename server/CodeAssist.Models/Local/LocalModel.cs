using CodeAssist.Core.Models;
using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>The model in the host process: connects, starts, loads, and does it all again when the host dies.</summary>
/// <remarks>
/// Thread-safe. At most one attempt to get ready runs at a time, in the background; requests wait for it as long as they have
/// patience. A host that dies is started again with back-off; a GPU that fails twice, with its host or without, is given up.
/// </remarks>
public sealed class LocalModel : IAsyncDisposable
{
    private static readonly TimeSpan _timerGranularity = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly IModelHostLauncher _launcher;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RestartBackoff _backoff;
    private readonly GpuTrust _gpu;
    private readonly CancellationTokenSource _stopping = new();

    private HostStartup _startup;
    private LocalModelState _state = new LocalModelState.Idle();
    private CancellationTokenSource? _loading;
    private bool _isEnded;
    private double _loaded;

    public LocalModel(LocalModelOptions options, IModelHostLauncher launcher, TimeProvider time, ILogger logger)
    {
        _launcher = launcher;
        _startup = new HostStartup(options, launcher, OnProgress, logger);
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
    public ModelDescription? Description => (Read() as LocalModelState.Up)?.Description;

    /// <summary>Process id of the host, or null while there is none.</summary>
    public int? HostProcessId => (Read() as LocalModelState.Up)?.Connection.Host.ProcessId;

    /// <summary>Absolute path of the file that it runs.</summary>
    public string Path => Options.ModelPath;

    internal LocalModelOptions Options => Volatile.Read(ref _startup).Options;

    internal LocalModelState State => Read();

    /// <summary>How far it has loaded, 0 to 1.</summary>
    internal double Loaded => Volatile.Read(ref _loaded);

    /// <summary>Starts what is needed, and waits for it no longer than that.</summary>
    internal async Task<LocalModelState> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var state = ReadOrStart();
        if (state is LocalModelState.Down { Failure: var failure } && ReferenceEquals(failure, LocalModelFailures.HostGone) && RemainingDelay() is var rest && rest < patience)
        {
            await RestAsync(cancellationToken);
            (state, patience) = (ReadOrStart(), patience - rest);
        }

        if (state is LocalModelState.Starting starting && patience > TimeSpan.Zero)
        {
            try
            {
                await starting.Settled.Task.WaitAsync(patience, _time, cancellationToken);
                state = Read();
            }
            catch (TimeoutException)
            {
                // Still loading, which is what the caller is told.
            }
        }

        return state;
    }

    /// <summary>Runs another file from now on, and begins to load it. Who waits for an answer of the one before gets none.</summary>
    /// <param name="path">Absolute path of a GGUF file.</param>
    public async Task UseAsync(string path)
    {
        LocalModelState before;
        lock (_lock)
        {
            (before, _startup, _isEnded) = (_state, new HostStartup(Options with { ModelPath = path }, _launcher, OnProgress, _logger), false);

            // What is starting settles by itself, and sees that it is not wanted any more.
            _state = before is LocalModelState.Starting ? before : new LocalModelState.Idle();
        }

        if (before is LocalModelState.Up up)
        {
            await up.Connection.DisposeAsync();
        }

        ReadOrStart();
    }

    /// <summary>Gives up a load that is under way. No other is begun until a file is chosen.</summary>
    public void EndLoading()
    {
        lock (_lock)
        {
            // The callbacks run elsewhere: nobody waits for the host here.
            _ = _loading?.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (Read() is LocalModelState.Starting starting)
        {
            await starting.Settled.Task;
        }

        if (Read() is LocalModelState.Up up)
        {
            await up.Connection.DisposeAsync();
        }

        _stopping.Dispose();
    }

    /// <inheritdoc cref="HostQuestion.AskAsync"/>
    internal Task<TReply> AskAsync<TReply>(
        Func<LocalModelState.Up, CancellationToken, Task<TReply>> ask, Func<ModelFailure, TReply> failed, TimeSpan timeout, CancellationToken cancellationToken) =>
        Read() is LocalModelState.Up up ? HostQuestion.AskAsync(up, ask, failed, timeout, cancellationToken) : Task.FromResult(failed(LocalModelFailures.HostGone));

    /// <summary>Says what a failure of the host means, and loads the model again where that is what it wants.</summary>
    internal async Task<ModelFailure> ReadFailureAsync(LocalModelState.Up up, HostFailure? failure)
    {
        if (failure is null)
        {
            throw new System.Diagnostics.UnreachableException();
        }

        if (failure.Kind is HostFailureKind.ModelNotLoaded)
        {
            await LoadAgainAsync(up);
            return LocalModelFailures.Freed;
        }

        if (failure.Kind is HostFailureKind.DeviceFailed or HostFailureKind.NumericalFailure
            && Note(gpu => gpu.StepFailed(up.Description.Device.Device)))
        {
            await LoadAgainAsync(up);
        }

        return HostVocabulary.FromWire(failure);
    }

    private LocalModelState Read()
    {
        lock (_lock)
        {
            return _state;
        }
    }

    private LocalModelState ReadOrStart()
    {
        lock (_lock)
        {
            var mayStart = _state is LocalModelState.Idle || (_state is LocalModelState.Down && _backoff.MayTry);
            if (mayStart && !_isEnded && !_stopping.IsCancellationRequested)
            {
                var starting = new LocalModelState.Starting(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                _state = starting;
                _loaded = 0;
                _loading = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                _ = StartAsync(starting, _startup, _gpu.Load, _gpu.TakeGivenUp(), _loading);
            }

            return _state;
        }
    }

    private async Task StartAsync(
        LocalModelState.Starting starting, HostStartup startup, LoadOptions load, DistrustDeviceParams? givenUp, CancellationTokenSource loading)
    {
        // The caller holds the lock and may be on the editor's reading thread: nothing of this runs there.
        await Task.Yield();
        LocalModelState state = new LocalModelState.Down(LocalModelFailures.HostGone);
        try
        {
            Changed?.Invoke(new ModelAvailability.Loading(0));
            state = await startup.RunAsync(load, givenUp, loading.Token);
        }
        catch (ConnectionClosedException)
        {
            Note(gpu => gpu.HostDied(device: null));
            state = new LocalModelState.Down(LocalModelFailures.EndedWhileLoading);
        }
        catch (OperationCanceledException)
        {
            // The server is ending, or the user has had enough.
            state = new LocalModelState.Down(LocalModelFailures.Ended);
        }
#pragma warning disable CA1031 // Border: a background attempt has no caller; what broke it must reach the log and the user's next request.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LocalModelLog.StartBroke(_logger, exception);
            state = new LocalModelState.Down(new ModelFailure(
                ModelFailureKind.Unusable, $"Starting the model failed: {exception.Message}", "See CodeAssist's log."));
        }

        lock (_lock)
        {
            _loading = null;
            loading.Dispose();
        }

        if (await IsStaleAsync(startup, state))
        {
            ReadOrStart();
            starting.Settled.SetResult();
            return;
        }

        Settle(starting, state, _stopping.Token);
    }

    // Another file was chosen while this one loaded.
    private async Task<bool> IsStaleAsync(HostStartup startup, LocalModelState state)
    {
        lock (_lock)
        {
            if (ReferenceEquals(startup, _startup))
            {
                return false;
            }

            _state = new LocalModelState.Idle();
        }

        if (state is LocalModelState.Up up)
        {
            await up.Connection.DisposeAsync();
        }

        return true;
    }

    private void Settle(LocalModelState.Starting starting, LocalModelState state, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _state = state;
            _isEnded = state is LocalModelState.Down down && ReferenceEquals(down.Failure, LocalModelFailures.Ended);
            if (state is LocalModelState.Down)
            {
                _backoff.Failed();
            }
        }

        starting.Settled.SetResult();
        if (state is LocalModelState.Up up)
        {
            LocalModelLog.Ready(_logger, up.Description.Name, up.Description.Device.Device, up.Description.LoadMilliseconds);
            _ = WatchAsync(up, cancellationToken);
            Changed?.Invoke(up.Availability);
            if (up.Description.Device.Alarm is { } alarm)
            {
                Notice?.Invoke(alarm);
            }
        }
        else if (state is LocalModelState.Down { Failure: var failure } && !cancellationToken.IsCancellationRequested)
        {
            LocalModelLog.NotReady(_logger, failure);
            Changed?.Invoke(new ModelAvailability.Unavailable(failure));
        }
    }

    // A death is noticed at once, and the host is started again before the user's next key asks for it.
    private async Task WatchAsync(LocalModelState.Up up, CancellationToken cancellationToken)
    {
        await up.Connection.Closed;
        var hasDied = up.Connection.EndedByHost && !cancellationToken.IsCancellationRequested;
        try
        {
            if (hasDied)
            {
                await up.Connection.DisposeAsync();
                hasDied = Bury(up);
            }
        }
        finally
        {
            // Who waits for it goes on only now that everybody has been told.
            up.Left.SetResult();
        }

        if (!hasDied)
        {
            return;
        }

        try
        {
            await RestAsync(cancellationToken);
            ReadOrStart();
        }
        catch (OperationCanceledException)
        {
            // The server is ending: nobody needs a new host.
        }
    }

    // A host that dies again is not started at once. A timer may fire a little early, and whoever comes early is turned away.
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        for (var delay = RemainingDelay(); delay > TimeSpan.Zero; delay = RemainingDelay())
        {
            await Task.Delay(delay + _timerGranularity, _time, cancellationToken);
        }
    }

    // Returns whether that was news.
    private bool Bury(LocalModelState.Up up)
    {
        Note(gpu => gpu.HostDied(up.Description.Device.Device));
        TimeSpan delay;
        lock (_lock)
        {
            if (!ReferenceEquals(_state, up))
            {
                // Given up already, and the next attempt may be under way.
                return false;
            }

            _backoff.Failed();
            delay = _backoff.Remaining;
            _state = new LocalModelState.Down(LocalModelFailures.HostGone);
        }

        LocalModelLog.HostDied(_logger, up.Description.Device.Device, delay.TotalSeconds);
        Changed?.Invoke(new ModelAvailability.Unavailable(LocalModelFailures.HostGone));
        return true;
    }

    private TimeSpan RemainingDelay()
    {
        lock (_lock)
        {
            return _backoff.Remaining;
        }
    }

    // Returns whether that was the last straw.
    private bool Note(Func<GpuTrust, string?> fault)
    {
        string? notice;
        lock (_lock)
        {
            notice = fault(_gpu);
        }

        if (notice is not null)
        {
            Notice?.Invoke(notice);
        }

        return notice is not null;
    }

    // The host unloaded the model while it was idle, or it is to run elsewhere: connect and load anew for the next key.
    private async Task LoadAgainAsync(LocalModelState.Up up)
    {
        lock (_lock)
        {
            _state = ReferenceEquals(_state, up) ? new LocalModelState.Idle() : _state;
        }

        await up.Connection.DisposeAsync();
        ReadOrStart();
    }

    private void OnProgress(LoadProgressParams progress)
    {
        if (Read() is LocalModelState.Starting)
        {
            Volatile.Write(ref _loaded, progress.Fraction);
            Changed?.Invoke(new ModelAvailability.Loading(progress.Fraction) { Doing = progress.Doing });
        }
    }
}
