using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>Gives up on a GPU whose host has died twice, and says so once.</summary>
internal sealed class GpuTrust(LoadOptions wanted)
{
    private const int ToleratedDeaths = 1;

    private int _deaths;

    /// <summary>How to load next.</summary>
    public LoadOptions Load => _deaths > ToleratedDeaths ? wanted with { Device = DevicePreference.Cpu } : wanted;

    /// <param name="device">Where the model ran when its host died; null when it was still loading: unless the CPU was asked for, that is where drivers crash.</param>
    /// <returns>The sentence for the user when this death was the last straw; otherwise null.</returns>
    public string? HostDied(string? device)
    {
        var onGpu = device is null ? Load.Device is not DevicePreference.Cpu : device is not "CPU";
        if (!onGpu || ++_deaths != ToleratedDeaths + 1)
        {
            return null;
        }

        return $"The model crashed twice, the last time {(device is null ? "while it was loading" : $"on {device}")}, and now runs on the CPU. "
            + "Run `codeassist doctor` to see the devices; restart the editor to try the GPU again.";
    }
}
