using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Brings a model file into memory, step by step, with every check before the step that could end the process.</summary>
internal sealed partial class ModelLoader(LlamaLibrary library, TimeProvider time, ILogger logger)
{
    /// <summary>Blocks for as long as it takes; call it on a thread of its own.</summary>
    /// <param name="parameters">What to load.</param>
    /// <param name="progress">Told 0 to 1.</param>
    /// <param name="loaded">Ready to generate; the caller's to dispose.</param>
    /// <param name="failure">Why not, in words for people.</param>
    /// <param name="cancellationToken">Gives up while the weights are read.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public bool TryLoad(
        LoadModelParams parameters,
        Action<double> progress,
        [NotNullWhen(true)] out LoadedModel? loaded,
        [NotNullWhen(false)] out HostFailure? failure,
        CancellationToken cancellationToken)
    {
        loaded = null;
        var started = time.GetTimestamp();
        if (!GgufFile.TryRead(parameters.Path, out var header, out failure)
            || !Placement.TryFind(DeviceList.Read(library), header, parameters.Options, out var placement, out failure))
        {
            return false;
        }

        _ = NativeLog.TakeLastError();
        var model = LlamaModel.TryLoad(parameters.Path, placement.Picked.Device.IsGpu ? placement.Picked.Device.Handle : 0, fraction =>
        {
            progress(fraction);
            return !cancellationToken.IsCancellationRequested;
        });
        if (model is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            failure = Refused(parameters.Path, NativeLog.TakeLastError());
            return false;
        }

        var context = model.GeneratesText ? LlamaContext.TryCreate(model, placement.Shape) : null;
        failure = context is null ? NoContext(header, model) : WarmUp(context, placement);
        if (failure is not null)
        {
            context?.Dispose();
            model.Dispose();
            return false;
        }

        loaded = new LoadedModel(model, context!, header, placement, parameters.ModelId, time.GetElapsedTime(started), time, logger);
        Log.Loaded(logger, parameters.ModelId, loaded.Description.LoadMilliseconds, placement.Picked.Choice.Device, placement.Shape.Threads);
        return true;
    }

    // The first decodes of a GPU compile its programs, and the first of damaged weights shows what they are.
    private static HostFailure? WarmUp(LlamaContext context, Placement placement)
    {
        foreach (var count in placement.Picked.Device.IsGpu ? [8, 1] : new[] { 1 })
        {
            context.Batch.Clear();
            for (var position = 0; position < count; position++)
            {
                context.Batch.Add(token: 0, position, sequence: 0, wantsLogits: position == count - 1);
            }

            var status = context.Decode();
            if (status != DecodeStatus.Done)
            {
                return Failures.DeviceFailed(status);
            }

            var statistics = LogitStatistics.Of(context.Logits(count - 1));
            context.Truncate(sequence: 0, position: 0);
            if (statistics is null)
            {
                return Failures.NotNumbers;
            }
        }

        return null;
    }

    private static HostFailure Refused(string path, string? reason) =>
        reason?.Contains("unknown model architecture", StringComparison.OrdinalIgnoreCase) == true
            || reason?.Contains("unknown pre-tokenizer", StringComparison.OrdinalIgnoreCase) == true
            ? new HostFailure(
                HostFailureKind.ModelUnsupported,
                $"llama.cpp does not know the kind of model in '{path}' ({reason}).",
                "Choose a model that llama.cpp supports, or update CodeAssist.")
            : new HostFailure(
                HostFailureKind.ModelInvalid,
                $"llama.cpp refuses '{path}' ({reason ?? "it gives no reason"}).",
                "Download or build the file again, or choose another model.");

    private static HostFailure NoContext(GgufHeader header, LlamaModel model) => model.GeneratesText
        ? new HostFailure(
            HostFailureKind.NotEnoughMemory,
            $"No context can be made for {header.Name} ({NativeLog.TakeLastError() ?? "llama.cpp gives no reason"}).",
            "Choose a smaller context or a smaller model.")
        : new HostFailure(
            HostFailureKind.ModelUnsupported, $"{header.Name} ({header.Architecture}) does not continue text.", "Choose a text generating model.");

    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Information, "Model {ModelId} loaded in {Milliseconds:F0} ms on {Device} with {Threads} threads")]
        public static partial void Loaded(ILogger logger, string modelId, double milliseconds, string device, int threads);
    }
}
