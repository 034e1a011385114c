using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>Gives up on a GPU that has taken its host down or computed nothing usable twice, says so once, and has the host remember it.</summary>
internal sealed class GpuTrust(LoadOptions wanted)
{
    private const int ToleratedFaults = 1;

    private int _faults;
    private DistrustDeviceParams? _givenUp;

    /// <summary>How to load next.</summary>
    public LoadOptions Load => _faults > ToleratedFaults ? wanted with { Device = DevicePreference.Cpu } : wanted;

    /// <summary>What the host is to be told of a device that was given up; once.</summary>
    public DistrustDeviceParams? TakeGivenUp() => Interlocked.Exchange(ref _givenUp, null);

    /// <param name="device">Where the model ran when its host died; null when it was still loading: unless the CPU was asked for, that is where drivers crash.</param>
    /// <returns>The sentence for the user when this death was the last straw; otherwise null.</returns>
    public string? HostDied(string? device)
    {
        var onGpu = device is null ? Load.Device is not DevicePreference.Cpu : device is not "CPU";
        return Count(onGpu, device, device is null ? "while it was loading" : $"on {device}", "It has taken the model host down twice.");
    }

    /// <param name="device">Where a step failed, or came to values that are no numbers, without the end of the host.</param>
    /// <returns>The sentence for the user when this fault was the last straw; otherwise null.</returns>
    public string? StepFailed(string device) => Count(device is not "CPU", device, $"on {device}", "Its steps have failed, or come to values that are no numbers, twice.");

    private string? Count(bool onGpu, string? device, string where, string reason)
    {
        if (!onGpu || ++_faults != ToleratedFaults + 1)
        {
            return null;
        }

        _givenUp = new DistrustDeviceParams(device, reason);
        return $"The model failed twice, the last time {where}, and now runs on the CPU, until the GPU's driver is another. "
            + "`codeassist doctor --retry-devices` tries it again before that.";
    }
}
