using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CodeAssist.Processes.Children;

/// <summary>One process and no other: a number is given to a new process once the old one is gone, a start time is not.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTime">In the system's own unit, only good for comparing; 0 where the system does not tell.</param>
public sealed record ProcessIdentity(int Id, long StartTime)
{
    private const int StartTimeField = 19;

    /// <summary>Whether it still runs. One that has ended and waits to be collected by its parent does not.</summary>
    public bool IsRunning => Of(Id) is { } now && now.StartTime == StartTime;

    /// <returns>Null when no such process runs.</returns>
    public static ProcessIdentity? Of(int id) => OperatingSystem.IsLinux() ? OfLinux(id) : OfSystem(id);

    /// <summary>Reads a line of <c>/proc/PID/stat</c>.</summary>
    internal static ProcessIdentity? Parse(int id, string stat)
    {
        // The program's name stands in parentheses and may contain anything, parentheses and blanks included.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length <= StartTimeField || fields[0] is "Z" or "X"
            ? null
            : new ProcessIdentity(id, long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture));
    }

    private static ProcessIdentity? OfLinux(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static ProcessIdentity? OfSystem(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new ProcessIdentity(id, process.StartTime.Ticks);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // It runs, but as somebody whose processes we may not look at.
            return new ProcessIdentity(id, 0);
        }
    }
}
