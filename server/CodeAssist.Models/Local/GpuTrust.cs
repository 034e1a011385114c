using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>Gives up on a GPU that has taken its host down or computed nothing usable twice, and says so once.</summary>
internal sealed class GpuTrust(LoadOptions wanted)
{
    private const int ToleratedFaults = 1;

    private int _faults;

    /// <summary>How to load next.</summary>
    public LoadOptions Load => _faults > ToleratedFaults ? wanted with { Device = DevicePreference.Cpu } : wanted;

    /// <param name="device">Where the model ran when its host died; null when it was still loading: unless the CPU was asked for, that is where drivers crash.</param>
    /// <returns>The sentence for the user when this death was the last straw; otherwise null.</returns>
    public string? HostDied(string? device)
    {
        var onGpu = device is null ? Load.Device is not DevicePreference.Cpu : device is not "CPU";
        return Count(onGpu, device is null ? "while it was loading" : $"on {device}");
    }

    /// <param name="device">Where a step failed, or came to values that are no numbers, without the end of the host.</param>
    /// <returns>The sentence for the user when this fault was the last straw; otherwise null.</returns>
    public string? StepFailed(string device) => Count(device is not "CPU", $"on {device}");

    private string? Count(bool onGpu, string where) => onGpu && ++_faults == ToleratedFaults + 1
        ? $"The model failed twice, the last time {where}, and now runs on the CPU. "
            + "Run `codeassist doctor` to see the devices; restart the editor to try the GPU again."
        : null;
}
