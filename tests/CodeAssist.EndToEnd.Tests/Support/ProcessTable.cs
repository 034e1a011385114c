using System.Globalization;
using System.Text;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>What the kernel says of processes, on Linux.</summary>
internal static class ProcessTable
{
    /// <summary>Running processes whose command line names something below a folder: the hosts and brokers of one test.</summary>
    public static IReadOnlyList<int> Naming(string folder) =>
        [.. All().Where(id => CommandLine(id).Contains(folder, StringComparison.Ordinal) && IsRunning(id))];

    public static IReadOnlyList<int> HostsOf(UserHome user) =>
        [.. Naming(user.Folder).Where(id => CommandLine(id).Split('\0')[0].EndsWith("codeassist-host", StringComparison.Ordinal))];

    /// <summary>Whether it runs; one that has ended and was not collected yet does not.</summary>
    public static bool IsRunning(int processId) => Field(processId, "State") is { } state && !state.StartsWith('Z') && !state.StartsWith('X');

    /// <summary>A line of <c>/proc/PID/status</c>, or null when there is no such process.</summary>
    public static string? Field(int processId, string name) => Read($"/proc/{processId}/status") is { } status ? Field(status, name) : null;

    /// <summary>A line of the status of each thread.</summary>
    public static IReadOnlyList<string> FieldOfThreads(int processId, string name) =>
        [.. Directory.EnumerateDirectories($"/proc/{processId}/task").Select(thread => Read($"{thread}/status")).OfType<string>().Select(status => Field(status, name))];

    /// <summary>Processor time it has used, in the kernel's ticks.</summary>
    public static long Ticks(int processId)
    {
        // The name in parentheses may hold anything.
        var fields = (Read($"/proc/{processId}/stat") ?? ") 0 0 0 0 0 0 0 0 0 0 0 0 0").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Number(fields[11]) + Number(fields[12]);
    }

    /// <summary>Inode numbers of the sockets that a process has open.</summary>
    public static IReadOnlyList<long> Sockets(int processId) =>
    [
        .. Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
            .Select(path => new FileInfo(path).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) is true)
            .Select(target => Number(target!["socket:[".Length..^1])),
    ];

    /// <summary>Inode numbers of the machine's internet sockets, whoever owns them.</summary>
    public static IReadOnlySet<long> InternetSockets() =>
        ((string[])["tcp", "tcp6", "udp", "udp6", "raw", "raw6"])
            .Select(table => Read($"/proc/net/{table}"))
            .OfType<string>()
            .SelectMany(table => table.Split('\n').Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9)
            .Select(fields => Number(fields[9]))
            .ToHashSet();

    /// <summary>The files that a process has mapped: its libraries.</summary>
    public static string Maps(int processId) => Read($"/proc/{processId}/maps") ?? "";

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static string CommandLine(int processId) => Read($"/proc/{processId}/cmdline") ?? "";

    private static string Field(string status, string name) =>
        status.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.Latin1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked.
            return null;
        }
    }
}
