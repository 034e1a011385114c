using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>The files of a model, open from their check until they are loaded.</summary>
/// <param name="path">Where the model was found, for people.</param>
/// <param name="model">The model.</param>
/// <param name="adapter">Its LoRA adapter, or null.</param>
internal sealed class LoadingFiles(string path, OpenGguf<GgufHeader> model, OpenGguf<AdapterHeader>? adapter) : IDisposable
{
    public string Path => path;

    public OpenGguf<GgufHeader> Model => model;

    public OpenGguf<AdapterHeader>? Adapter => adapter;

    public IEnumerable<Stream> Streams => adapter is null ? model.Streams : [.. model.Streams, .. adapter.Streams];

    public static bool TryOpen(LoadModelParams parameters, [NotNullWhen(true)] out LoadingFiles? files, [NotNullWhen(false)] out HostFailure? failure)
    {
        files = null;
        if (!GgufFile.TryOpen(parameters.Path, parameters.Expected, out var model, out failure))
        {
            return false;
        }

        OpenGguf<AdapterHeader>? adapter = null;
        if (parameters.Options.Adapter is { } path && !GgufFile.TryOpenAdapter(path, model.Header, out adapter, out failure))
        {
            model.Dispose();
            return false;
        }

        files = new LoadingFiles(parameters.Path, model, adapter);
        return true;
    }

    /// <summary>Looks again, once llama.cpp has read the weights.</summary>
    /// <returns>Null where they are what was checked.</returns>
    public HostFailure? WhyChanged()
    {
        try
        {
            return model.IsUnchanged() && adapter?.IsUnchanged() is not false ? null : Changed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Changed;
        }
    }

    public void Dispose()
    {
        model.Dispose();
        adapter?.Dispose();
    }

    private HostFailure Changed => new(
        HostFailureKind.ModelInvalid, $"'{path}' was changed while it was loaded, and is not used.", "Load it again when nobody writes to it any more.");
}
