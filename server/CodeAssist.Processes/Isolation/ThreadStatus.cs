namespace CodeAssist.Processes.Isolation;

/// <summary>What <c>/proc/…/task/*/status</c> says about one thread of a process.</summary>
internal sealed record ThreadStatus(bool HasFilter)
{
    private const string SeccompLine = "Seccomp:";
    private const string FilterMode = "2";

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
        var mode = lines.FirstOrDefault(line => line.StartsWith(SeccompLine, StringComparison.Ordinal));
        return new ThreadStatus(mode is not null && mode.AsSpan(SeccompLine.Length).Trim().SequenceEqual(FilterMode));
    }
}
