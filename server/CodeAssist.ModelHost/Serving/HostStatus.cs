using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <summary>What the host knows about itself, for <c>doctor</c>.</summary>
internal static class HostStatus
{
    public static StatusResult Read(Libraries libraries, int clients, IReadOnlyList<ModelDescription> models)
    {
        if (!libraries.TryGet(out var library, out var failure))
        {
            return new StatusResult(null, libraries.Directory, failure, [], null, Environment.WorkingSet, clients, models);
        }

        var devices = DeviceList.Read(library);
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
