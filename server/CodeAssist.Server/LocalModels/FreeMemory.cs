using System.Globalization;

namespace CodeAssist.Server.LocalModels;

/// <summary>Main memory that programs can still have.</summary>
internal static class FreeMemory
{
    private const string MemoryFile = "/proc/meminfo";
    private const string Available = "MemAvailable:";

    /// <returns>Bytes: on Linux what the kernel calls available, elsewhere what the garbage collector saw when it last ran.</returns>
    public static long Bytes()
    {
        try
        {
            if (OperatingSystem.IsLinux() && File.ReadLines(MemoryFile).FirstOrDefault(line => line.StartsWith(Available, StringComparison.Ordinal)) is { } line)
            {
                return Parse(line);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A system that hides it: the other way says something, too.
        }

        var seen = GC.GetGCMemoryInfo();
        return Math.Max(0, seen.TotalAvailableMemoryBytes - seen.MemoryLoadBytes);
    }

    /// <param name="line">As in <c>MemAvailable:   16303364 kB</c>.</param>
    internal static long Parse(string line) =>
        long.TryParse(line[Available.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes * 1024
            : long.MaxValue;
}
