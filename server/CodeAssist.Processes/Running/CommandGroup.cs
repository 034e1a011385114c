using System.Globalization;

namespace CodeAssist.Processes.Running;

/// <summary>
/// A control group of Linux for one command and all that it starts: the kernel itself then refuses it more memory and more processes, where counting every now and then would come too late,
/// and ends all of it together.
/// </summary>
/// <remarks>
/// Version 2 where the group above ours is this user's, as systemd gives one to each program of a desktop session, or this is root; version 1 as root. Anywhere else there is none. Limits that are
/// counted per user, such as RLIMIT_NPROC, would take from the user's other programs, and are not used.
/// </remarks>
internal sealed class CommandGroup : IDisposable
{
    public const string Mounts = "/sys/fs/cgroup";

    /// <summary>The kernel counts threads.</summary>
    private const int ThreadsPerProcess = 8;

    private const string Prefix = "codeassist-";

    private static int _last;

    private readonly string _processes;
    private readonly string _memory;
    private readonly bool _isOne;

    private CommandGroup(string processes, string memory)
    {
        (_processes, _memory) = (processes, memory);
        _isOne = string.Equals(processes, memory, StringComparison.Ordinal);
    }

    /// <summary>The folders of the group; whoever writes its id into their <c>cgroup.procs</c> belongs to it.</summary>
    public IReadOnlyList<string> Folders => _isOne ? [_processes] : [_processes, _memory];

    /// <returns>Null where this system lets us make none.</returns>
    public static CommandGroup? TryCreate(RunLimits limits) => TryCreate(limits, Mounts, ReadOrNothing("/proc/self/cgroup"));

    /// <param name="limits">What the command may use.</param>
    /// <param name="mounts">Where the kernel shows its groups.</param>
    /// <param name="own">Which groups this process is in, as <c>/proc/self/cgroup</c> has it.</param>
    public static CommandGroup? TryCreate(RunLimits limits, string mounts, string own)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _last)}");
        return Homes(mounts, own).Where(home => Directory.Exists(home.Processes) && Directory.Exists(home.Memory)).Select(home => TryCreate(limits, home.Processes, home.Memory, name)).FirstOrDefault(group => group is not null);
    }

    /// <summary>Has this very process belong to it. What cannot be joined is left: the command is watched all the same.</summary>
    public static void Join(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            _ = TryWrite(Path.Combine(folder, "cgroup.procs"), "0");
        }
    }

    /// <returns>What the kernel refused it, in one sentence; null for nothing.</returns>
    public string? Refused(RunLimits limits) =>
        Count(Path.Combine(_memory, _isOne ? "memory.events" : "memory.oom_control"), "oom_kill") > 0 ? limits.TooMuchMemory
        : Count(Path.Combine(_processes, "pids.events"), "max") > 0 ? limits.TooManyProcesses
        : null;

    /// <summary>Ends everything in it.</summary>
    public void Kill()
    {
        // Kernels before 5.14 end one after the other; what they start meanwhile is found in the next round.
        for (var round = 0; round < 10 && !(_isOne && TryWrite(Path.Combine(_processes, "cgroup.kill"), "1")); round++)
        {
            var ids = ReadOrNothing(Path.Combine(_processes, "cgroup.procs")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (ids.Length == 0)
            {
                return;
            }

            ProcessTree.End(ids.Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0));
        }
    }

    /// <summary>Takes it away, unless something of the command is not gone yet; then the next one does.</summary>
    public void Dispose()
    {
        foreach (var folder in Folders)
        {
            _ = TryRemove(folder);
        }
    }

    private static CommandGroup? TryCreate(RunLimits limits, string processes, string memory, string name)
    {
        var group = new CommandGroup(Path.Combine(processes, name), Path.Combine(memory, name));
        Sweep(processes);
        Sweep(memory);
        var most = limits.Processes * ThreadsPerProcess;
        (string Path, long Value)[] rules =
        [
            (Path.Combine(group._processes, "pids.max"), most),
            (Path.Combine(group._memory, group._isOne ? "memory.max" : "memory.limit_in_bytes"), limits.MemoryBytes),
        ];
        try
        {
            foreach (var folder in group.Folders)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            return null;
        }

        if (!rules.All(rule => TryWrite(rule.Path, rule.Value.ToString(CultureInfo.InvariantCulture))))
        {
            group.Dispose();
            return null;
        }

        // All of it ends, not the one process that asked last; and nothing of it hides in the swap file. Neither is everywhere.
        if (group._isOne)
        {
            _ = TryWrite(Path.Combine(group._memory, "memory.oom.group"), "1");
            _ = TryWrite(Path.Combine(group._memory, "memory.swap.max"), "0");
        }

        return group;
    }

    // Beside our own group, whose processes leave no room for groups below it; below it only where it is the top of all.
    private static IEnumerable<(string Processes, string Memory)> Homes(string mounts, string own)
    {
        var lines = own.Split('\n').Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3).ToList();
        if (File.Exists(Path.Combine(mounts, "cgroup.controllers")) && lines.Find(fields => fields[0] is "0" && fields[1].Length == 0) is { } unified)
        {
            var home = mounts + (Path.GetDirectoryName(unified[2]) is { Length: > 1 } above ? above : "");
            var given = ReadOrNothing(Path.Combine(home, "cgroup.subtree_control")).Split((char[])[' ', '\n']);
            return given.Contains("pids", StringComparer.Ordinal) && given.Contains("memory", StringComparer.Ordinal) ? [(home, home)] : [];
        }

        string? Home(string controller) => lines.Find(fields => fields[1].Split(',').Contains(controller, StringComparer.Ordinal)) is { } found
            && Path.Combine(mounts, controller) is var mount && File.Exists(Path.Combine(mount, "cgroup.procs")) ? mount + found[2].TrimEnd('/') : null;

        return Home("pids") is { } processes && Home("memory") is { } memory ? [(processes, memory)] : [];
    }

    // What was left by a process of ours that is gone.
    private static void Sweep(string home)
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(home, Prefix + "*"))
            {
                if (Path.GetFileName(folder).Split('-') is [_, var id, _] && !Directory.Exists("/proc/" + id))
                {
                    _ = TryRemove(folder);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It does not exist, or is nobody's business of ours.
        }
    }

    private static long Count(string path, string name) =>
        ReadOrNothing(path).Split('\n').Select(line => line.Split(' ')).Where(words => words is [var first, _] && string.Equals(first, name, StringComparison.Ordinal))
            .Select(words => long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0).FirstOrDefault();

    private static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool TryWrite(string path, string text)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(text));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
