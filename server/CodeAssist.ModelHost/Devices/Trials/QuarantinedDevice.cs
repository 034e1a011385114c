using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>A device with one version of its driver that no model is put on.</summary>
/// <param name="Backend">The library that drives it.</param>
/// <param name="Device">The maker's name.</param>
/// <param name="PciId">PCI address, or null.</param>
/// <param name="Driver">Version of its driver, or null.</param>
/// <param name="Reason">What it did, as a sentence.</param>
/// <param name="Since">When that was.</param>
internal sealed record QuarantinedDevice(string Backend, string Device, string? PciId, string? Driver, string Reason, DateTimeOffset Since)
{
    public static QuarantinedDevice Of(DeviceDescription device, string reason, DateTimeOffset since) =>
        new(device.Backend, device.Description, device.PciId, device.Driver, reason, since);

    /// <summary>Whether this is about a device as it is now: with another driver it is another.</summary>
    public bool Is(DeviceDescription device) => IsSameAs(Of(device, Reason, Since));

    public bool IsSameAs(QuarantinedDevice other) => this with { Reason = other.Reason, Since = other.Since } == other;

    /// <summary>Why it is not used, for people.</summary>
    public string Sentence =>
        FormattableString.Invariant($"it is not used with this driver since {Since:yyyy-MM-dd}. {Reason} `codeassist doctor --retry-devices` tries it again.");
}
