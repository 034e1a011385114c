using CodeAssist.Core.Power;

namespace CodeAssist.Processes.Power;

/// <summary>What the machine runs on, as the Linux kernel tells it in files; unknown on other systems.</summary>
/// <remarks>Form: Documentation/ABI/testing/sysfs-class-power of the kernel. Batteries of mice and headsets have the scope <c>Device</c>.</remarks>
/// <param name="folder">Absolute path of the folder in which each supply has one of its own.</param>
/// <param name="time">The files are read once in five seconds at most.</param>
public sealed class PowerSupplies(string folder, TimeProvider time) : IPowerSource
{
    /// <summary>Where the kernel keeps it.</summary>
    public const string KernelFolder = "/sys/class/power_supply";

    private const int LongestLine = 64;
    private static readonly TimeSpan _holds = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private PowerState _state;
    private long? _readAt;

    public PowerState Read()
    {
        lock (_lock)
        {
            if (_readAt is not { } readAt || time.GetElapsedTime(readAt) >= _holds)
            {
                _state = ReadNow();
                _readAt = time.GetTimestamp();
            }

            return _state;
        }
    }

    private PowerState ReadNow()
    {
        try
        {
            var supplies = Directory.Exists(folder) ? Directory.GetDirectories(folder).Where(supply => Line(supply, "scope") is not "Device").ToArray() : [];
            if (supplies.Any(supply => Line(supply, "type") is "Mains" or "USB" && Line(supply, "online") is "1"))
            {
                return PowerState.Mains;
            }

            // Full, or charging: something charges it, even where the kernel does not name it.
            var batteries = supplies.Where(supply => Line(supply, "type") is "Battery").Select(supply => Line(supply, "status")).ToArray();

            return batteries.Contains("Discharging", StringComparer.Ordinal) ? PowerState.Battery
                : batteries.Length > 0 ? PowerState.Mains
                : PowerState.Unknown;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PowerState.Unknown;
        }
    }

    private static string? Line(string supply, string name)
    {
        var path = Path.Combine(supply, name);
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StreamReader(path);
        var buffer = new char[LongestLine];

        return new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n')[0].Trim();
    }
}
