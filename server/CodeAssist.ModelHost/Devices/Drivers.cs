using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Versions of the programs that drive devices. Asked for once: what a process has loaded stays as it is.</summary>
internal static class Drivers
{
    private static readonly Lazy<IReadOnlyList<VulkanDevice>> _vulkan = new(VulkanProbe.Devices);

    /// <returns>Null for the CPU, which has none.</returns>
    public static string? Of(DeviceDescription device) => device switch
    {
        { Kind: DeviceKind.Cpu } => null,
        { Backend: "Vulkan" } => _vulkan.Value.FirstOrDefault(found => string.Equals(found.Name, device.Description, StringComparison.Ordinal))?.Driver,

        // Metal comes with the operating system.
        _ => Environment.OSVersion.VersionString,
    };
}
