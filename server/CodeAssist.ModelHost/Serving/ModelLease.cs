using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Serving;

/// <summary>Keeps a model in memory for as long as one request uses it.</summary>
internal sealed class ModelLease(LoadedModel model, Action release) : IDisposable
{
    private Action? _release = release;

    public LoadedModel Model { get; } = model;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
