using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Devices.Trials;

/// <summary>Devices that failed are remembered, with the driver with which they did.</summary>
public sealed class QuarantineTests : IDisposable
{
    private static readonly DeviceDescription _card = new("Vulkan0", "Radeon RX", DeviceKind.Gpu, "Vulkan", 8, 8, "0000:01:00.0", "24.1.3 (aa)");
    private static readonly DeviceDescription _other = _card with { Name = "Vulkan1", PciId = "0000:02:00.0" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_in_it_is_refused_by_later_hosts_with_reason_date_and_the_way_out()
    {
        Open().Add(_card, "It computes nonsense.");

        var (card, other) = Marked(Open());

        Assert.Equal("it is not used with this driver since 2026-11-20. It computes nonsense. `codeassist doctor --retry-devices` tries it again.", card);
        Assert.Null(other);
    }

    [Fact]
    public void Another_version_of_the_driver_is_tried_anew()
    {
        Open().Add(_card with { Driver = "24.1.2 (bb)" }, "It computes nonsense.");

        Assert.Equal((null, null), Marked(Open()));
    }

    [Fact]
    public void It_is_found_again_when_llama_numbers_devices_otherwise()
    {
        Open().Add(_card with { Name = "Vulkan7" }, "It computes nonsense.");

        Assert.NotNull(Marked(Open()).Card);
    }

    [Fact]
    public void Lifted_it_is_used_again()
    {
        var quarantine = Open();
        quarantine.Add(_card, "It computes nonsense.");
        quarantine.Add(_other, "It hangs.");

        quarantine.Lift(_card);
        Assert.Null(Marked(Open()).Card);
        Assert.NotNull(Marked(Open()).Other);

        Assert.Equal(["Radeon RX"], Open().LiftAll());
        Assert.Equal((null, null), Marked(quarantine));
    }

    [Fact]
    public void A_device_is_in_it_once_with_what_it_did_last()
    {
        var quarantine = Open();
        quarantine.Add(_card, "It hangs.");
        quarantine.Add(_card, "It computes nonsense.");

        Assert.Contains("nonsense", Marked(Open()).Card, StringComparison.Ordinal);
        quarantine.Lift(_card);
        Assert.Null(Marked(Open()).Card);
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_none()
    {
        File.WriteAllText(Open().File, "{ \"not\": \"a list");

        Assert.Null(Marked(Open()).Card);
    }

    [Fact]
    public void Where_nothing_can_be_written_it_counts_for_this_process()
    {
        var blocked = Path.Combine(_folder.Path, "a-file");
        File.WriteAllText(blocked, "");
        var quarantine = new Quarantine(Path.Combine(blocked, "devices"), new ManualTime(), NullLogger.Instance);

        quarantine.Add(_card, "It computes nonsense.");
        Assert.NotNull(Marked(quarantine).Card);

        quarantine.LiftAll();
        Assert.Null(Marked(quarantine).Card);
    }

    [Fact]
    public void A_refused_device_is_passed_over_and_says_why()
    {
        var cpu = new DeviceDescription("CPU", "AMD EPYC", DeviceKind.Cpu, "CPU", 8, 8, null);
        var quarantine = Open();
        quarantine.Add(_card, "It computes nonsense.");
        var list = quarantine.Mark(new DeviceList([new Device(1, _card), new Device(0, cpu)], ["Vulkan"], null));

        var picked = DevicePicker.Pick(list, DevicePreference.Automatic, out var rejected);

        Assert.Equal("CPU", picked!.Choice.Device);
        Assert.Contains("Radeon RX): it is not used with this driver since", Assert.Single(rejected), StringComparison.Ordinal);
        Assert.Null(DevicePicker.Pick(list, DevicePreference.Vulkan, out _));
    }

    private Quarantine Open() => new(_folder.Path, new ManualTime(), NullLogger.Instance);

    private static (string? Card, string? Other) Marked(Quarantine quarantine)
    {
        var list = quarantine.Mark(new DeviceList([new Device(1, _card), new Device(2, _other)], ["Vulkan"], null));
        return (list.Devices[0].Description.Refusal, list.Devices[1].Description.Refusal);
    }
}
