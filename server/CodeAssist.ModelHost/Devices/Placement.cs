using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Where a model will run and with what: device, context, threads.</summary>
/// <param name="Picked">The device.</param>
/// <param name="Shape">The context to make.</param>
/// <param name="SavedStateBytes">Memory for the states of documents that have no sequence.</param>
internal sealed record Placement(PickedDevice Picked, ContextShape Shape, long SavedStateBytes)
{
    private const long DefaultSavedStateBytes = 256_000_000;
    private const int DefaultSequences = 4;
    private const int CpuMicroBatch = 128;
    private const int GpuMicroBatch = 512;
    private const int CpuContext = 4_096;
    private const int GpuContext = 8_192;
    private const int LeastContext = 512;
    private const int MostThreads = 8;
    private const long SmallModelParameters = 50_000_000;

    // Drivers report memory as free that they need themselves.
    private const double UsableShare = 0.9;

    /// <summary>Finds a device with enough memory for the model and as large a context as was asked for, or fits.</summary>
    public static bool TryFind(
        DeviceList devices,
        GgufHeader header,
        LoadOptions options,
        [NotNullWhen(true)] out Placement? placement,
        [NotNullWhen(false)] out HostFailure? failure)
    {
        placement = null;
        failure = Check(options);
        if (failure is not null)
        {
            return false;
        }

        var picked = DevicePicker.Pick(devices, options.Device, out var rejected);
        if (picked is null)
        {
            failure = new HostFailure(
                HostFailureKind.DeviceFailed,
                $"Vulkan was asked for and cannot be used. {string.Join(' ', rejected)}".TrimEnd(),
                "Install a Vulkan driver, or let the device be chosen automatically.");
            return false;
        }

        if (Fit(picked, header, options, out var shape) is { } gpuLacks && picked.Device.IsGpu && options.Device == DevicePreference.Automatic)
        {
            picked = DevicePicker.FallBackToCpu(devices, picked, gpuLacks) ?? picked;
        }

        if (shape is null && Fit(picked, header, options, out shape) is { } lacks)
        {
            failure = new HostFailure(HostFailureKind.NotEnoughMemory, lacks, "Choose a smaller model, a smaller context, or fewer documents at once.");
            return false;
        }

        placement = new Placement(picked, shape!, options.SavedStateBytes ?? DefaultSavedStateBytes);
        return true;
    }

    /// <returns>Bytes of main memory that a model takes here; 0 where a GPU holds it.</returns>
    public long MainMemoryFor(GgufHeader header) =>
        Shape.OnGpu ? 0 : MemoryEstimate.For(header, Shape.ContextTokens, Shape.Sequences, Shape.MicroBatchTokens).Total + SavedStateBytes;

    private static HostFailure? Check(LoadOptions options)
    {
        var problem = options switch
        {
            { Threads: < 1 or > 1_024 } => $"{options.Threads} threads make no sense.",
            { ContextTokens: < 64 or > 1 << 24 } => $"A context of {options.ContextTokens} tokens makes no sense.",
            { Sequences: < 1 or > ContextShape.MostSequences } => $"{options.Sequences} sequences make no sense; 1 to {ContextShape.MostSequences} do.",
            { SavedStateBytes: < 0 or > 1L << 40 } => $"{options.SavedStateBytes} bytes for saved states make no sense.",
            _ => null,
        };
        return problem is null ? null : new HostFailure(HostFailureKind.InvalidRequest, problem, "Correct the model's settings.");
    }

    // Null when a shape was found, else a sentence why not.
    private static string? Fit(PickedDevice picked, GgufHeader header, LoadOptions options, out ContextShape? shape)
    {
        var onGpu = picked.Device.IsGpu;
        var sequences = options.Sequences ?? DefaultSequences;
        var microBatch = onGpu ? GpuMicroBatch : CpuMicroBatch;
        var wanted = Math.Min(header.ContextTokens, options.ContextTokens ?? (onGpu ? GpuContext : CpuContext));
        var free = onGpu ? (long)(picked.Device.Description.FreeBytes * UsableShare) : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        // A size that was asked for is kept or refused; our own choice gives way.
        var least = options.ContextTokens is null ? Math.Min(wanted, LeastContext) : wanted;
        for (var context = wanted; ; context = Math.Max(least, context / 2))
        {
            var need = MemoryEstimate.For(header, context, sequences, microBatch);
            if (need.Total <= free)
            {
                shape = new ContextShape(context, sequences, microBatch, Threads(header, options), onGpu);
                return null;
            }

            if (context == least)
            {
                shape = null;
                return $"{header.Name} needs about {Megabytes(need.Total)} on {picked.Device.Description.Name} "
                    + $"(weights {Megabytes(need.Weights)}, {sequences} contexts of {context} tokens {Megabytes(need.KeyValues)}); "
                    + $"{Megabytes(free)} can be used.";
            }
        }
    }

    // One core stays with the editor and the compiler: threads that wait for a core they do not get spin and make all of them slow.
    // A small model is done before several threads have even met.
    private static int Threads(GgufHeader header, LoadOptions options) =>
        options.Threads ?? (header.Parameters < SmallModelParameters ? 1 : Math.Clamp(Environment.ProcessorCount - 1, 1, MostThreads));

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:N0} MB");
}
