using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <param name="Device">Where to run.</param>
/// <param name="Choice">The same for people, with reasons.</param>
internal sealed record PickedDevice(Device Device, DeviceChoice Choice);
