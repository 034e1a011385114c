using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Serving;

/// <summary>The models of all clients: each is loaded once, shared, and freed when nobody has used it for a while.</summary>
internal sealed partial class ModelRegistry : IAsyncDisposable
{
    private static readonly TimeSpan _idleLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _idleCheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _givingUpLimit = TimeSpan.FromSeconds(5);

    private readonly Libraries _libraries;
    private readonly DeviceTrials _trials;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _idleTimer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ModelEntry> _entries = new(StringComparer.Ordinal);
    private bool _disposed;

    public ModelRegistry(Libraries libraries, DeviceTrials trials, TimeProvider time, ILogger logger)
    {
        _libraries = libraries;
        _trials = trials;
        _time = time;
        _logger = logger;
        _idleTimer = time.CreateTimer(_ => UnloadIdle(), null, _idleCheck, _idleCheck);
    }

    /// <summary>Main memory that all models together may take: what is left is for the editor, the compiler and everything else.</summary>
    public long MemoryBudgetBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    public IReadOnlyList<ModelDescription> Loaded
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values.Select(entry => entry.Model?.Description).OfType<ModelDescription>()];
            }
        }
    }

    /// <summary>Loads a model or joins the one of the same id. The load is given up when all who wait for it have gone.</summary>
    public async Task<LoadModelResult> LoadAsync(LoadModelParams parameters, Action<LoadProgress> progress, CancellationToken cancellationToken)
    {
        if (parameters.ModelId.Length == 0)
        {
            return Failed(HostFailureKind.InvalidRequest, "A model needs an id.", "This is a fault of the client: please report it.");
        }

        while (true)
        {
            var entry = Join(parameters, progress);
            if (entry is null)
            {
                return Failed(
                    HostFailureKind.InvalidRequest,
                    $"The id '{parameters.ModelId}' already stands for another file than '{parameters.Path}'.",
                    "Unload that model first, or use another id.");
            }

            try
            {
                return await entry.Loading.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Those who began this load have gone and it was given up just as we joined: it is forgotten, so begin another.
            }
            finally
            {
                StopWatching(entry, progress);
            }
        }
    }

    /// <summary>Keeps a loaded model until the lease is disposed; null when there is none of that id.</summary>
    public ModelLease? Lease(string modelId)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(modelId, out var entry) || entry.Model is null)
            {
                return null;
            }

            entry.Users++;
            return new ModelLease(entry.Model, () => Release(entry));
        }
    }

    /// <returns>Whether there was such a model.</returns>
    public bool Unload(string modelId)
    {
        lock (_gate)
        {
            if (!_entries.Remove(modelId, out var entry))
            {
                return false;
            }

            Retire(entry);
            return true;
        }
    }

    /// <summary>Frees all models as soon as nobody uses them, so that they are loaded anew.</summary>
    public void UnloadAll()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                Retire(entry);
            }

            _entries.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _idleTimer.DisposeAsync();
        List<ModelEntry> entries;
        lock (_gate)
        {
            _disposed = true;
            entries = [.. _entries.Values];
            _entries.Clear();
            foreach (var entry in entries)
            {
                entry.Retired = true;
            }
        }

        // Their schedulers end what is left and wait for the step in work, so nothing native runs when the process ends.
        foreach (var entry in entries)
        {
            await entry.GiveUp.CancelAsync();
            entry.Model?.Dispose();
            await Task.WhenAny(entry.Loading, Task.Delay(_givingUpLimit, _time, CancellationToken.None));
        }
    }

    private ModelEntry? Join(LoadModelParams parameters, Action<LoadProgress> progress)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_entries.TryGetValue(parameters.ModelId, out var entry))
            {
                entry = _entries[parameters.ModelId] = new ModelEntry(parameters.Path);
                new Thread(() => Load(entry, parameters)) { IsBackground = true, Name = $"loading {parameters.ModelId}" }.Start();
            }
            else if (!string.Equals(entry.Path, parameters.Path, StringComparison.Ordinal))
            {
                return null;
            }

            entry.LastUse = _time.GetTimestamp();
            entry.Watchers.Add(progress);
            return entry;
        }
    }

    private void Load(ModelEntry entry, LoadModelParams parameters)
    {
#pragma warning disable CA1031 // Border: a thread of its own. A fault here must reach those who wait, not end the process.
        try
        {
            Finish(entry, parameters.ModelId, LoadNow(entry, parameters, out var model), model);
        }
        catch (OperationCanceledException)
        {
            Forget(entry, parameters.ModelId);
            entry.Cancel();
        }
        catch (Exception exception)
        {
            Forget(entry, parameters.ModelId);
            entry.Fail(exception);
        }
#pragma warning restore CA1031
    }

    private LoadModelResult LoadNow(ModelEntry entry, LoadModelParams parameters, out LoadedModel? model)
    {
        model = null;
        if (!_libraries.TryGet(out var library, out var failure))
        {
            return new LoadModelResult(null, failure);
        }

        MakeRoom(entry, parameters, library);
        var loader = new ModelLoader(library, _trials, _time, _logger);
        return loader.TryLoad(parameters, progress => Report(entry, progress), out model, out failure, entry.GiveUp.Token)
            ? new LoadModelResult(model.Description, null)
            : new LoadModelResult(null, failure);
    }

    // Models that nobody uses just now make room, the least recently used first. One that does not fit even so is the loader's to judge.
    private void MakeRoom(ModelEntry entry, LoadModelParams parameters, LlamaLibrary library)
    {
        while (OthersBytes(entry) is { } taken && !Fits(parameters, library, taken) && TakeLeastRecent(entry) is var (id, model))
        {
            Log.MadeRoom(_logger, id, parameters.ModelId);

            // Here, on the thread that loads: what is needed next is what this gives back.
            model.Dispose();
        }
    }

    private bool Fits(LoadModelParams parameters, LlamaLibrary library, long taken) =>
        !GgufFile.TryRead(parameters.Path, out var header, out _)
        || (Placement.TryFind(_trials.Quarantine.Mark(DeviceList.Read(library)), header, parameters.Options, out var placement, out var failure)
            ? placement.IsOnGpu || taken + placement.MainMemoryFor(header) + DraftLoader.MainMemoryFor(parameters.Options.Draft, placement) <= MemoryBudgetBytes
            : failure.Kind is not HostFailureKind.NotEnoughMemory);

    /// <returns>Bytes of main memory that other models take; null where there are none.</returns>
    private long? OthersBytes(ModelEntry entry)
    {
        lock (_gate)
        {
            var others = _entries.Values.Where(other => other != entry && other.Model is not null).ToList();
            return others.Count == 0 ? null : others.Sum(other => other.Model!.MainMemoryBytes);
        }
    }

    private (string Id, LoadedModel Model)? TakeLeastRecent(ModelEntry entry)
    {
        lock (_gate)
        {
            var idle = _entries.Where(pair => pair.Value != entry && pair.Value is { Model: not null, Users: 0 }).ToList();
            if (idle.Count == 0)
            {
                return null;
            }

            var (id, oldest) = idle.MinBy(pair => pair.Value.LastUse);
            _entries.Remove(id);
            oldest.Retired = true;
            return (id, oldest.Model!);
        }
    }

    private void Finish(ModelEntry entry, string modelId, LoadModelResult result, LoadedModel? model)
    {
        lock (_gate)
        {
            entry.Model = model;
            entry.LastUse = _time.GetTimestamp();
            if (entry.Retired)
            {
                FreeLater(entry);
                result = Failed(HostFailureKind.ModelNotLoaded, $"The model '{modelId}' was unloaded while it was loading.", "Load it again.");
            }
            else if (model is null)
            {
                _entries.Remove(modelId);
            }
        }

        if (result.Failure is { } failure)
        {
            Log.Refused(_logger, modelId, failure.Kind, failure.Message);
        }

        entry.Complete(result);
    }

    private void Forget(ModelEntry entry, string modelId)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(modelId, out var current) && current == entry)
            {
                _entries.Remove(modelId);
            }
        }
    }

    private void Report(ModelEntry entry, LoadProgress progress)
    {
        Action<LoadProgress>[] watchers;
        lock (_gate)
        {
            watchers = [.. entry.Watchers];
        }

        foreach (var watcher in watchers)
        {
            watcher(progress);
        }
    }

    private void StopWatching(ModelEntry entry, Action<LoadProgress> progress)
    {
        lock (_gate)
        {
            entry.Watchers.Remove(progress);
            if (entry.Watchers.Count == 0 && !entry.Loading.IsCompleted)
            {
                entry.GiveUp.Cancel();
            }
        }
    }

    private void Release(ModelEntry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.LastUse = _time.GetTimestamp();
            if (entry is { Retired: true, Users: 0 })
            {
                FreeLater(entry);
            }
        }
    }

    private static void Retire(ModelEntry entry)
    {
        entry.Retired = true;
        entry.GiveUp.Cancel();
        if (entry.Users == 0)
        {
            FreeLater(entry);
        }
    }

    private void UnloadIdle()
    {
        lock (_gate)
        {
            foreach (var (id, entry) in _entries.ToList())
            {
                if (entry is { Model: not null, Users: 0 } && _time.GetElapsedTime(entry.LastUse) >= _idleLimit)
                {
                    _entries.Remove(id);
                    Retire(entry);
                    Log.Idle(_logger, id);
                }
            }
        }
    }

    // Freeing waits for the scheduler's thread, which nobody may do under the lock.
    private static void FreeLater(ModelEntry entry)
    {
        if (entry.Model is { } model)
        {
            new Thread(model.Dispose) { IsBackground = true, Name = "freeing a model" }.Start();
        }
    }

    private static LoadModelResult Failed(HostFailureKind kind, string message, string nextStep) =>
        new(null, new HostFailure(kind, message, nextStep));

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Warning, "Model {ModelId} was not loaded: {Kind}: {Reason}")]
        public static partial void Refused(ILogger logger, string modelId, HostFailureKind kind, string reason);

        [LoggerMessage(301, LogLevel.Information, "Model {ModelId} was freed: nobody used it")]
        public static partial void Idle(ILogger logger, string modelId);

        [LoggerMessage(302, LogLevel.Information, "Model {ModelId} was freed to make room for {Other}")]
        public static partial void MadeRoom(ILogger logger, string modelId, string other);
    }
}
