namespace CodeAssist.ModelHost.Protocol;

/// <param name="Device">llama.cpp's name of the device; null for the one that the host would choose now.</param>
/// <param name="Reason">What it did, as a sentence.</param>
public sealed record DistrustDeviceParams(string? Device, string Reason);

/// <param name="Device">The maker's name of the device that no model is put on from now on; null where there is none such.</param>
public sealed record DistrustDeviceResult(string? Device);

public sealed record TrustDevicesParams;

/// <param name="Devices">The makers' names of the devices that are tried again from now on.</param>
public sealed record TrustDevicesResult(IReadOnlyList<string> Devices);
