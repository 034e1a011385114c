using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Failures that more than one place meets, in the words people read.</summary>
internal static class Failures
{
    public static HostFailure NotNumbers { get; } = new(
        HostFailureKind.NumericalFailure,
        "The model computes values that are not numbers: its weights are damaged or the device computes wrongly.",
        "Run it on the CPU; if that fails too, download the model file again.");

    public static HostFailure DeviceFailed(DecodeStatus status) => new(
        HostFailureKind.DeviceFailed,
        status == DecodeStatus.OutOfMemory ? "The device ran out of memory." : $"The device could not compute a step ({status}).",
        "Close other programs that use the device, choose a smaller model, or run it on the CPU.");
}
