using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Where a model will run and with what: device, context, threads.</summary>
/// <param name="Picked">The device.</param>
/// <param name="Shape">The context to make.</param>
/// <param name="GpuLayers">Blocks of the network that the GPU computes, where the CPU computes the others; null where one device computes all.</param>
/// <param name="SavedStateBytes">Memory for the states of documents that have no sequence.</param>
internal sealed record Placement(PickedDevice Picked, ContextShape Shape, int? GpuLayers, long SavedStateBytes)
{
    private const long DefaultSavedStateBytes = 256_000_000;

    /// <summary>Whether a GPU holds all of it.</summary>
    public bool IsOnGpu => Shape.OnGpu && GpuLayers is null;

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

        var ladder = new PlacementLadder(header, options);
        if (!picked.Device.IsGpu)
        {
            return TryStayInMemory(picked, ladder, options, out placement, out failure);
        }

        if (ladder.FindOnGpu(picked.Device.Description, out var shape, out var gpuLayers) is not { } lacks)
        {
            var reason = gpuLayers is { } some ? $"{picked.Choice.Reason} It computes {some} of {header.Layers} layers, and the CPU the others." : picked.Choice.Reason;
            placement = new Placement(picked with { Choice = picked.Choice with { Reason = reason } }, shape!, gpuLayers, SavedStates(options));
            return true;
        }

        if (options.Device is DevicePreference.Automatic && DevicePicker.FallBackToCpu(devices, picked, lacks) is { } cpu)
        {
            return TryStayInMemory(cpu, ladder, options, out placement, out failure);
        }

        failure = NoRoom(lacks);
        return false;
    }

    /// <returns>Bytes of main memory that a model takes here; 0 where a GPU holds all of it.</returns>
    public long MainMemoryFor(GgufHeader header)
    {
        var (context, sequences, microBatch) = (Shape.ContextTokens, Shape.Sequences, Shape.MicroBatchTokens);
        return IsOnGpu ? 0
            : SavedStateBytes + (GpuLayers is { } some
                ? MemoryEstimate.Parted(header, some, context, sequences, microBatch).InMemory.Total
                : MemoryEstimate.For(header, context, sequences, microBatch).Total);
    }

    private static bool TryStayInMemory(
        PickedDevice cpu, PlacementLadder ladder, LoadOptions options, [NotNullWhen(true)] out Placement? placement, [NotNullWhen(false)] out HostFailure? failure)
    {
        var lacks = ladder.FindInMemory(cpu.Device.Description, out var shape);
        placement = lacks is null ? new Placement(cpu, shape!, GpuLayers: null, SavedStates(options)) : null;
        failure = lacks is null ? null : NoRoom(lacks);
        return placement is not null;
    }

    private static long SavedStates(LoadOptions options) => options.SavedStateBytes ?? DefaultSavedStateBytes;

    private static HostFailure NoRoom(string lacks) =>
        new(HostFailureKind.NotEnoughMemory, lacks, "Choose a smaller model, a smaller context, or fewer documents at once.");

    private static HostFailure? Check(LoadOptions options)
    {
        var problem = options switch
        {
            { Threads: < 1 or > 1_024 } => $"{options.Threads} threads make no sense.",
            { ContextTokens: < 64 or > 1 << 24 } => $"A context of {options.ContextTokens} tokens makes no sense.",
            { GpuLayers: < 1 or > 1_024 } => $"{options.GpuLayers} layers on the GPU make no sense.",
            { Sequences: < 1 or > ContextShape.MostSequences } => $"{options.Sequences} sequences make no sense; 1 to {ContextShape.MostSequences} do.",
            { SavedStateBytes: < 0 or > 1L << 40 } => $"{options.SavedStateBytes} bytes for saved states make no sense.",
            _ => null,
        };
        return problem is null ? null : new HostFailure(HostFailureKind.InvalidRequest, problem, "Correct the model's settings.");
    }
}
