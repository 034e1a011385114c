using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Tests.Devices;

public sealed class DevicePickerTests
{
    private static readonly Device _cpu = Device("CPU", "AMD EPYC", DeviceKind.Cpu, "CPU", 16);
    private static readonly Device _card = Device("Vulkan0", "NVIDIA RTX", DeviceKind.Gpu, "Vulkan", 8);
    private static readonly Device _shared = Device("Vulkan1", "Intel Iris", DeviceKind.IntegratedGpu, "Vulkan", 12);
    private static readonly Device _software = Device("Vulkan0", "llvmpipe (LLVM 15.0.6, 256 bits)", DeviceKind.Gpu, "Vulkan", 2);

    // Half a billion weights in a byte each, 12 KiB of cache a token.
    private static readonly GgufHeader _model = new("qwen2", "half", null, null, null, 500_000_000, 500_000_000, 494_000_000, 24, 32_768, 896, 4_864, 12_288, 151_936);

    [Fact]
    public void A_card_goes_before_a_chip_and_a_chip_before_the_cpu()
    {
        Assert.Equal("Vulkan0", Pick([_shared, _card, _cpu]).Device);
        Assert.Equal("Vulkan1", Pick([_shared, _cpu]).Device);
        Assert.Equal("CPU", Pick([_cpu]).Device);
    }

    [Fact]
    public void Every_device_passed_over_has_its_reason()
    {
        var choice = Pick([_shared, _card, _cpu]);

        Assert.Contains("Intel Iris", Assert.Single(choice.Rejected), StringComparison.Ordinal);
        Assert.Contains("Vulkan is preferred", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_software_device_is_used_only_when_vulkan_is_asked_for()
    {
        var choice = Pick([_software, _cpu]);

        Assert.Equal("CPU", choice.Device);
        Assert.Contains("slower than the CPU", Assert.Single(choice.Rejected), StringComparison.Ordinal);
        Assert.Equal("Vulkan0", Pick([_software, _cpu], DevicePreference.Vulkan).Device);
    }

    [Fact]
    public void The_cpu_is_used_when_it_is_asked_for()
    {
        var choice = Pick([_card, _cpu], DevicePreference.Cpu);

        Assert.Equal("CPU", choice.Device);
        Assert.Contains("asked for", Assert.Single(choice.Rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_there_is_no_vulkan_device_is_kept()
    {
        var list = new DeviceList([_cpu], ["CPU"], "The Vulkan loader (libvulkan.so.1) is not installed.");

        var picked = DevicePicker.Pick(list, DevicePreference.Automatic, out _);

        Assert.Contains("libvulkan.so.1", Assert.Single(picked!.Choice.Rejected), StringComparison.Ordinal);
        Assert.Null(DevicePicker.Pick(list, DevicePreference.Vulkan, out var rejected));
        Assert.Contains("libvulkan.so.1", Assert.Single(rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_fits_goes_to_the_card_with_a_large_context()
    {
        var placement = Place([_card, _cpu], LoadOptions.Default);

        Assert.Equal("Vulkan0", placement.Picked.Choice.Device);
        Assert.Equal(8_192, placement.Shape.ContextTokens);
        Assert.True(placement.Shape.OnGpu);
    }

    [Fact]
    public void The_context_gives_way_before_the_card_does()
    {
        var small = Device("Vulkan0", "Small card", DeviceKind.Gpu, "Vulkan", 0.85);

        var placement = Place([small, _cpu], LoadOptions.Default);

        Assert.Equal("Vulkan0", placement.Picked.Choice.Device);
        Assert.InRange(placement.Shape.ContextTokens, 512, 4_096);
    }

    [Fact]
    public void A_card_without_room_gives_way_to_the_cpu_and_says_why()
    {
        var full = Device("Vulkan0", "Full card", DeviceKind.Gpu, "Vulkan", 0.3);

        var placement = Place([full, _cpu], LoadOptions.Default);

        Assert.Equal("CPU", placement.Picked.Choice.Device);
        Assert.False(placement.Shape.OnGpu);
        Assert.Contains("Full card", Assert.Single(placement.Picked.Choice.Rejected), StringComparison.Ordinal);
        Assert.Contains("MB", placement.Picked.Choice.Rejected[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_was_asked_for_is_kept_or_refused()
    {
        Assert.Equal(16_384, Place([_card, _cpu], LoadOptions.Default with { ContextTokens = 16_384 }).Shape.ContextTokens);

        var small = Device("Vulkan0", "Small card", DeviceKind.Gpu, "Vulkan", 0.85);
        Assert.False(Placement.TryFind(
            new DeviceList([small, _cpu], [], null), _model, new LoadOptions(DevicePreference.Vulkan, null, 32_768, 4), out _, out var failure));
        Assert.Equal(HostFailureKind.NotEnoughMemory, failure.Kind);
    }

    [Fact]
    public void A_model_larger_than_the_machine_is_refused()
    {
        var huge = _model with { TensorBytes = 1L << 50 };

        Assert.False(Placement.TryFind(new DeviceList([_cpu], [], null), huge, LoadOptions.Default, out _, out var failure));

        Assert.Equal(HostFailureKind.NotEnoughMemory, failure.Kind);
        Assert.Contains("can be used", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(null, 1, null)]
    [InlineData(null, null, 0)]
    [InlineData(null, null, 17)]
    public void Settings_that_make_no_sense_are_refused(int? threads, int? context, int? sequences)
    {
        var options = new LoadOptions(DevicePreference.Automatic, threads, context, sequences);

        Assert.False(Placement.TryFind(new DeviceList([_cpu], [], null), _model, options, out _, out var failure));

        Assert.Equal(HostFailureKind.InvalidRequest, failure.Kind);
    }

    [Fact]
    public void One_core_stays_free_and_a_small_model_takes_one()
    {
        Assert.Equal(Math.Clamp(Environment.ProcessorCount - 1, 1, 8), Place([_cpu], LoadOptions.Default).Shape.Threads);
        Assert.Equal(5, Place([_cpu], LoadOptions.Default with { Threads = 5 }).Shape.Threads);

        Assert.True(Placement.TryFind(
            new DeviceList([_cpu], [], null), _model with { Parameters = 7_000_000 }, LoadOptions.Default, out var small, out _));
        Assert.Equal(1, small.Shape.Threads);
    }

    private static Device Device(string name, string description, DeviceKind kind, string backend, double gigabytes) =>
        new(kind == DeviceKind.Cpu ? 0 : 1, new DeviceDescription(name, description, kind, backend, (long)(gigabytes * 1e9), (long)(gigabytes * 1e9), null));

    private static DeviceChoice Pick(IReadOnlyList<Device> devices, DevicePreference preference = DevicePreference.Automatic) =>
        DevicePicker.Pick(new DeviceList(devices, [], null), preference, out _)!.Choice;

    private static Placement Place(IReadOnlyList<Device> devices, LoadOptions options)
    {
        Assert.True(Placement.TryFind(new DeviceList(devices, [], null), _model, options, out var placement, out var failure), failure?.Message);
        return placement;
    }
}
