using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <param name="Handle">llama.cpp's device; 0 for the CPU, which needs none.</param>
/// <param name="Description">What people are told about it.</param>
internal sealed record Device(nint Handle, DeviceDescription Description)
{
    private static readonly string[] _softwareNames = ["llvmpipe", "lavapipe", "softpipe", "swiftshader"];

    public bool IsGpu => Description.Kind is DeviceKind.Gpu or DeviceKind.IntegratedGpu;

    /// <summary>Whether it only imitates a GPU on the CPU, slower than the CPU itself.</summary>
    public bool IsSoftware => _softwareNames.Any(name => Description.Description.Contains(name, StringComparison.OrdinalIgnoreCase));
}
