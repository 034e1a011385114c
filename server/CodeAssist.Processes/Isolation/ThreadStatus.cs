namespace CodeAssist.Processes.Isolation;

/// <summary>What <c>/proc/…/task/*/status</c> says about one thread of a process.</summary>
/// <param name="HasFilter">Whether it runs under one.</param>
/// <param name="Filters">Under how many; null where the kernel does not count them.</param>
internal sealed record ThreadStatus(bool HasFilter, int? Filters)
{
    private const string SeccompLine = "Seccomp:";
    private const string FilterMode = "2";
    private const string FiltersLine = "Seccomp_filters:";

    public static IReadOnlyList<ThreadStatus> ReadAll() => ReadAll("self");

    /// <summary>Threads that end while the list is read are left out.</summary>
    /// <param name="process">Process id, or <c>self</c>.</param>
    /// <exception cref="IOException">There is no such process.</exception>
    public static IReadOnlyList<ThreadStatus> ReadAll(string process)
    {
        List<ThreadStatus> threads = [];
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                threads.Add(Parse(File.ReadLines(Path.Combine(folder, "status"))));
            }
            catch (IOException)
            {
                // The thread has ended since it was listed.
            }
        }

        return threads;
    }

    public static ThreadStatus Parse(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return new ThreadStatus(
            string.Equals(Value(all, SeccompLine), FilterMode, StringComparison.Ordinal),
            int.TryParse(Value(all, FiltersLine), System.Globalization.CultureInfo.InvariantCulture, out var filters) ? filters : null);
    }

    private static string? Value(List<string> lines, string name) =>
        lines.Find(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();
}
