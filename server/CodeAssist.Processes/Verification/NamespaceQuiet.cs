using System.Globalization;

namespace CodeAssist.Processes.Verification;

/// <summary>Waits until this process is alone in its network namespace: who has ended sends nothing more.</summary>
public static class NamespaceQuiet
{
    private const string Own = "/proc/self/ns/net";

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Call it in a namespace of its own only (<see cref="NamespaceEntry"/>).</summary>
    /// <returns>False where somebody else is still there when the time is over.</returns>
    public static async Task<bool> WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); !IsAlone(); await Task.Delay(_pause, time, cancellationToken))
        {
            if (time.GetElapsedTime(began) > _limit)
            {
                return false;
            }
        }

        return true;
    }

    // Besides this process there is the program that made the namespace, which only waits for it.
    private static bool IsAlone()
    {
        var own = new FileInfo(Own).LinkTarget;
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => (Folder: folder, Id: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0))
            .Where(process => process.Id > 0 && process.Id != Environment.ProcessId && process.Id != ParentId())
            .All(process => !string.Equals(NamespaceOf(process.Folder), own, StringComparison.Ordinal));
    }

    // Another user's process, or one that has just ended, has none that we could read.
    private static string? NamespaceOf(string folder)
    {
        try
        {
            return new FileInfo(Path.Combine(folder, "ns", "net")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The field behind the name, which stands in parentheses and may hold anything, and the state.
    private static int ParentId()
    {
        var status = File.ReadAllText("/proc/self/stat");
        return int.Parse(status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
