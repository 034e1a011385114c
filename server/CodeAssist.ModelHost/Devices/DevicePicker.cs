using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Chooses where a model runs: a real GPU where there is one, else the CPU, and keeps the reason for every refusal.</summary>
internal static class DevicePicker
{
    /// <returns>Null when Vulkan was demanded and is not there; then <paramref name="rejected"/> says why.</returns>
    public static PickedDevice? Pick(DeviceList list, DevicePreference preference, out IReadOnlyList<string> rejected)
    {
        var reasons = new List<string>();
        rejected = reasons;
        var cpu = list.Devices.FirstOrDefault(device => device.Description.Kind == DeviceKind.Cpu);
        if (preference == DevicePreference.Cpu)
        {
            reasons.AddRange(list.Devices.Where(device => device.IsGpu).Select(device => $"{Name(device)}: the CPU was asked for."));
            return Picked(cpu, "The CPU was asked for.", reasons);
        }

        if (list.VulkanProblem is { } problem)
        {
            reasons.Add(problem);
        }

        var candidates = new List<Device>();
        foreach (var device in list.Devices.Where(device => device.IsGpu))
        {
            if (device.Description.Refusal is { } refusal)
            {
                reasons.Add($"{Name(device)}: {refusal}");
            }
            else if (device.IsSoftware && preference != DevicePreference.Vulkan)
            {
                reasons.Add($"{Name(device)}: a software device is slower than the CPU itself.");
            }
            else if (preference == DevicePreference.Vulkan && device.Description.Backend is not "Vulkan")
            {
                reasons.Add($"{Name(device)}: Vulkan was asked for.");
            }
            else
            {
                candidates.Add(device);
            }
        }

        // A card of its own before one that shares memory with the CPU, and the one with the most room.
        var best = candidates
            .OrderBy(device => device.Description.Kind == DeviceKind.IntegratedGpu)
            .ThenByDescending(device => device.Description.FreeBytes)
            .FirstOrDefault();
        if (best is not null)
        {
            reasons.AddRange(candidates.Where(device => device != best).Select(device => $"{Name(device)}: {best.Description.Name} suits better."));
            var reason = preference == DevicePreference.Vulkan ? "Vulkan was asked for." : $"{best.Description.Backend} is preferred where there is a device.";
            return Picked(best, reason, reasons);
        }

        return preference == DevicePreference.Vulkan ? null : Picked(cpu, "No usable GPU was found.", reasons);
    }

    /// <summary>The CPU instead, because the GPU lacks room.</summary>
    public static PickedDevice? FallBackToCpu(DeviceList list, PickedDevice gpu, string reason)
    {
        var cpu = list.Devices.FirstOrDefault(device => device.Description.Kind == DeviceKind.Cpu);
        return Picked(cpu, "The GPU has too little free memory.", [.. gpu.Choice.Rejected, $"{Name(gpu.Device)}: {reason}"]);
    }

    private static PickedDevice? Picked(Device? device, string reason, IReadOnlyList<string> rejected) =>
        device is null ? null : new PickedDevice(device, new DeviceChoice(device.Description.Name, reason, rejected));

    private static string Name(Device device) => $"{device.Description.Name} ({device.Description.Description})";
}
