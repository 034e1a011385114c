using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <summary>What the host knows about itself, for <c>doctor</c>.</summary>
internal static class HostStatus
{
    /// <param name="libraries">llama.cpp.</param>
    /// <param name="quarantine">The devices that are not used; null where nobody asks for them.</param>
    /// <param name="clients">Open connections.</param>
    /// <param name="models">What is loaded.</param>
    public static StatusResult Read(Libraries libraries, Quarantine? quarantine, int clients, IReadOnlyList<ModelDescription> models)
    {
        if (!libraries.TryGet(out var library, out var failure))
        {
            return new StatusResult(null, libraries.Directory, failure, [], null, Environment.WorkingSet, clients, models);
        }

        var devices = DeviceList.Read(library);
        devices = quarantine?.Mark(devices) ?? devices;
        return new StatusResult(
            library.Release,
            library.Directory,
            null,
            [.. devices.Devices.Select(device => device.Description)],
            DevicePicker.Pick(devices, DevicePreference.Automatic, out _)?.Choice,
            Environment.WorkingSet,
            clients,
            models);
    }
}
