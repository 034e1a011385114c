using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <summary>Takes and gives back the trust in devices, as clients say.</summary>
internal sealed class DeviceDesk(Libraries libraries, Quarantine quarantine, ModelRegistry models)
{
    public Quarantine Quarantine => quarantine;

    public DistrustDeviceResult Distrust(DistrustDeviceParams parameters)
    {
        if (!libraries.TryGet(out var library, out _))
        {
            return new DistrustDeviceResult(null);
        }

        var list = quarantine.Mark(DeviceList.Read(library));
        var name = parameters.Device ?? DevicePicker.Pick(list, DevicePreference.Automatic, out _)?.Choice.Device;
        if (list.Devices.FirstOrDefault(device => device.IsGpu && string.Equals(device.Description.Name, name, StringComparison.Ordinal)) is not { Description: var device })
        {
            return new DistrustDeviceResult(null);
        }

        quarantine.Add(device, parameters.Reason);
        return new DistrustDeviceResult(device.Description);
    }

    public TrustDevicesResult TrustAll()
    {
        var names = quarantine.LiftAll();
        if (names.Count > 0)
        {
            models.UnloadAll();
        }

        return new TrustDevicesResult(names);
    }
}
