using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>What llama.cpp's backends found on this machine.</summary>
/// <param name="Devices">Every device, the CPU last.</param>
/// <param name="Backends">Names of the backends that could be loaded, with or without a device.</param>
/// <param name="VulkanProblem">Why there is no Vulkan device, or null when there is one.</param>
internal sealed record DeviceList(IReadOnlyList<Device> Devices, IReadOnlyList<string> Backends, string? VulkanProblem)
{
    /// <summary>Reads the list now: free memory changes from call to call.</summary>
    public static unsafe DeviceList Read(LlamaLibrary library)
    {
        var backends = new List<string>();
        for (nuint i = 0; i < GgmlApi.RegistryCount(); i++)
        {
            backends.Add(Text(GgmlApi.RegistryName(GgmlApi.RegistryGet(i))));
        }

        var devices = new List<Device>();
        for (nuint i = 0; i < GgmlApi.DeviceCount(); i++)
        {
            devices.Add(Read(GgmlApi.DeviceGet(i)));
        }

        var hasVulkan = devices.Any(device => device.Description.Backend is "Vulkan");
        return new DeviceList(
            [.. devices.OrderBy(device => device.Description.Kind == DeviceKind.Cpu)],
            backends,
            hasVulkan ? null : VulkanProbe.Explain(library.Directory, backends.Contains("Vulkan")));
    }

    /// <summary>The same devices, some of which are not to be used.</summary>
    /// <param name="whyNot">Says why a device is not, in a sentence; null for one that is.</param>
    public DeviceList Refuse(Func<DeviceDescription, string?> whyNot) => this with
    {
        Devices = [.. Devices.Select(device => whyNot(device.Description) is { } refusal ? device with { Description = device.Description with { Refusal = refusal } } : device)],
    };

    private static unsafe Device Read(nint handle)
    {
        GgmlDeviceProps properties = default;
        GgmlApi.DeviceGetProps(handle, &properties);
        var kind = properties.Type switch
        {
            0 => DeviceKind.Cpu,
            1 => DeviceKind.Gpu,
            2 => DeviceKind.IntegratedGpu,
            3 => DeviceKind.Accelerator,
            _ => DeviceKind.Other,
        };
        var description = new DeviceDescription(
            Text(properties.Name),
            Text(properties.Description),
            kind,
            Text(GgmlApi.RegistryName(GgmlApi.DeviceRegistry(handle))),
            (long)properties.FreeBytes,
            (long)properties.TotalBytes,
            properties.DeviceId is null ? null : Text(properties.DeviceId));
        description = description with { Driver = Drivers.Of(description) };
        return new Device(kind == DeviceKind.Cpu ? 0 : handle, description);
    }

    private static unsafe string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
