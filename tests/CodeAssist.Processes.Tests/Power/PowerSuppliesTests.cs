using CodeAssist.Core.Power;
using CodeAssist.Processes.Power;
using CodeAssist.TestSupport;

namespace CodeAssist.Processes.Tests.Power;

/// <summary>Behaviour 24: what the machine runs on, from files as the kernel writes them.</summary>
public sealed class PowerSuppliesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-power-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Behaviour_24_a_machine_without_batteries_does_not_say()
    {
        Assert.Equal(PowerState.Unknown, Read());
    }

    [Fact]
    public void Behaviour_24_another_system_does_not_say()
    {
        Assert.Equal(PowerState.Unknown, new PowerSupplies(Path.Combine(_folder, "none"), _time).Read());
    }

    [Theory]
    [InlineData("Discharging", "0", PowerState.Battery)]
    [InlineData("Discharging", "1", PowerState.Mains)]
    [InlineData("Charging", "1", PowerState.Mains)]
    [InlineData("Full", "0", PowerState.Mains)]
    [InlineData("Not charging", "1", PowerState.Mains)]
    public void Behaviour_24_a_laptop_says_what_it_runs_on(string battery, string mains, PowerState expected)
    {
        Supply("BAT0", ("type", "Battery"), ("status", battery));
        Supply("AC", ("type", "Mains"), ("online", mains));

        Assert.Equal(expected, Read());
    }

    [Fact]
    public void Behaviour_24_the_battery_of_a_mouse_does_not_count()
    {
        Supply("hidpp_battery_0", ("type", "Battery"), ("scope", "Device"), ("status", "Discharging"));

        Assert.Equal(PowerState.Unknown, Read());
    }

    [Fact]
    public void Behaviour_24_a_plug_that_is_pulled_is_noticed_within_five_seconds()
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Charging"));
        var supplies = new PowerSupplies(_folder, _time);
        Assert.Equal(PowerState.Mains, supplies.Read());

        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(PowerState.Battery, supplies.Read());
    }

    private PowerState Read() => new PowerSupplies(_folder, _time).Read();

    private void Supply(string name, params (string File, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        foreach (var (file, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, file), text + "\n");
        }
    }
}
