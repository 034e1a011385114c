using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <summary>One model id: loading or loaded, who waits for it and who uses it.</summary>
/// <remarks>Everything but <see cref="Loading"/> is guarded by the registry's lock.</remarks>
internal sealed class ModelEntry(string path)
{
    private readonly TaskCompletionSource<LoadModelResult> _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Path { get; } = path;

    public Task<LoadModelResult> Loading => _loading.Task;

    public CancellationTokenSource GiveUp { get; } = new();

    /// <summary>Null while it loads.</summary>
    public LoadedModel? Model { get; set; }

    /// <summary>Clients that wait for the load.</summary>
    public List<Action<LoadProgress>> Watchers { get; } = [];

    /// <summary>Requests in work.</summary>
    public int Users { get; set; }

    /// <summary>Free it as soon as nobody uses it.</summary>
    public bool Retired { get; set; }

    public long LastUse { get; set; }

    public void Complete(LoadModelResult result) => _loading.TrySetResult(result);

    public void Cancel() => _loading.TrySetCanceled();

    public void Fail(Exception exception) => _loading.TrySetException(exception);
}
