using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Brings a model file into memory, step by step, with every check before the step that could end the process.</summary>
/// <remarks>It goes down a ladder: a GPU that fails its trial, or takes no model, gives way to the next device, and the CPU comes last.</remarks>
internal sealed partial class ModelLoader(LlamaLibrary library, DeviceTrials trials, TimeProvider time, ILogger logger)
{
    /// <summary>What there is to run on, read anew for each attempt.</summary>
    public Func<DeviceList> Devices { get; init; } = () => DeviceList.Read(library);

    /// <summary>Blocks for as long as it takes; call it on a thread of its own.</summary>
    /// <param name="parameters">What to load.</param>
    /// <param name="progress">Told how far it is; on any thread.</param>
    /// <param name="loaded">Ready to generate; the caller's to dispose.</param>
    /// <param name="failure">Why not, in words for people.</param>
    /// <param name="cancellationToken">Gives up while the weights are read, or while a device is tried.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public bool TryLoad(
        LoadModelParams parameters,
        Action<LoadProgress> progress,
        [NotNullWhen(true)] out LoadedModel? loaded,
        [NotNullWhen(false)] out HostFailure? failure,
        CancellationToken cancellationToken)
    {
        loaded = null;
        var started = time.GetTimestamp();
        if (!LoadingFiles.TryOpen(parameters, out var files, out failure))
        {
            return false;
        }

        using (files)
        {
            var refused = new Dictionary<string, string>(StringComparer.Ordinal);
            string? alarm = null;
            while (true)
            {
                var devices = trials.Quarantine.Mark(Devices()).Refuse(device => refused.GetValueOrDefault(device.Name) ?? device.Refusal);
                if (!Placement.TryFind(devices, files.Model.Header, parameters.Options, out var placement, out failure))
                {
                    return false;
                }

                var device = placement.Picked.Device;
                failure = TryPrepare(files, placement, progress, out var model, out var context, out var isModelsFault, cancellationToken);
                if (failure is null)
                {
                    placement = placement with { Picked = placement.Picked with { Choice = placement.Picked.Choice with { Alarm = alarm } } };
                    var draft = DraftLoader.Load(parameters.Options.Draft, model!, context!, placement, Devices, time, logger);
                    loaded = new LoadedModel(
                        model!, context!, files.Model.Header, placement, parameters.ModelId, files.Adapter?.Header.Name, draft, time.GetElapsedTime(started), time, logger);
                    Log.Loaded(logger, parameters.ModelId, loaded.Description.LoadMilliseconds, placement.Picked.Choice.Device, placement.Shape.Threads);
                    return true;
                }

                if (!device.IsGpu || isModelsFault || parameters.Options.Device is not DevicePreference.Automatic)
                {
                    return false;
                }

                refused[device.Description.Name] = failure.Message;
                alarm = $"{device.Description.Description} was given up for this model: {failure.Message} {failure.NextStep}";
                Log.NextRung(logger, parameters.ModelId, device.Description.Description, failure.Message);
            }
        }
    }

    private HostFailure? TryPrepare(
        LoadingFiles files,
        Placement placement,
        Action<LoadProgress> progress,
        out LlamaModel? model,
        out LlamaContext? context,
        out bool isModelsFault,
        CancellationToken cancellationToken)
    {
        (model, context, isModelsFault) = (null, null, false);
        var device = placement.Picked.Device;
        TrialAnswer? known = null;
        if (device.IsGpu && FindKnown(files, placement, progress, out known, cancellationToken) is { } unusable)
        {
            isModelsFault = true;
            return unusable;
        }

        if (Load(files, device, placement.GpuLayers, fraction => progress(new LoadProgress(fraction, null)), out model, cancellationToken) is { } refused)
        {
            return refused;
        }

        context = model!.GeneratesText ? LlamaContext.TryCreate(model, placement.Shape) : null;
        if (context is null)
        {
            var noContext = NoContext(files.Model.Header, model);
            isModelsFault = noContext.Kind is HostFailureKind.ModelUnsupported;
            model.Dispose();
            return noContext;
        }

        if (device.IsGpu)
        {
            return trials.Try(device.Description, model, context, known, doing => progress(new LoadProgress(1, doing)), cancellationToken);
        }

        var failure = WarmUp(context);
        if (failure is not null)
        {
            context.Dispose();
            model.Dispose();
        }

        return failure;
    }

    // Only where main memory holds the weights: a GPU may have more of it.
    private HostFailure? FindKnown(
        LoadingFiles files, Placement placement, Action<LoadProgress> progress, out TrialAnswer? known, CancellationToken cancellationToken)
    {
        known = null;
        return files.Model.Header.TensorBytes > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
            ? null
            : trials.FindKnown(KnownAnswers.KeyOf(library.Release, files.Streams), LoadOnCpu, placement.Shape.Threads, out known);

        LlamaModel? LoadOnCpu()
        {
            _ = Load(files, onDevice: null, gpuLayers: null, fraction => progress(new LoadProgress(fraction, "Computing on the CPU what the GPU has to answer")), out var model, cancellationToken);
            return model;
        }
    }

    private static HostFailure? Load(LoadingFiles files, Device? onDevice, int? gpuLayers, Action<double> progress, out LlamaModel? model, CancellationToken cancellationToken)
    {
        _ = NativeLog.TakeLastError();
        model = LlamaModel.TryLoad(files.Model.LoadPaths, onDevice is { IsGpu: true } gpu ? gpu.Handle : 0, gpuLayers, fraction =>
        {
            progress(fraction);
            return !cancellationToken.IsCancellationRequested;
        });
        if (model is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Refused(files.Path, NativeLog.TakeLastError());
        }

        var failure = files.WhyChanged();
        if (failure is null && files.Adapter is { } adapter && !model.TryAdapt(adapter.LoadPath))
        {
            failure = new HostFailure(
                HostFailureKind.ModelInvalid,
                $"llama.cpp refuses the adapter {adapter.Header.Name} ({NativeLog.TakeLastError() ?? "it gives no reason"}).",
                "Build the adapter again, or use the model without it.");
        }

        if (failure is not null)
        {
            model.Dispose();
            model = null;
        }

        return failure;
    }

    // The first decode of damaged weights shows what they are.
    private static HostFailure? WarmUp(LlamaContext context)
    {
        context.Batch.Clear();
        context.Batch.Add(token: 0, position: 0, sequence: 0, wantsLogits: true);
        var status = context.Decode();
        if (status != DecodeStatus.Done)
        {
            return Failures.DeviceFailed(status);
        }

        var statistics = LogitStatistics.Of(context.Logits(0));
        context.Truncate(sequence: 0, position: 0);
        return statistics is null ? Failures.NotNumbers : null;
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

        [LoggerMessage(211, LogLevel.Warning, "Model {ModelId} gives {Device} up: {Reason}")]
        public static partial void NextRung(ILogger logger, string modelId, string device, string reason);
    }
}
