using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Isolation;

/// <summary>Steps a process takes first thing to stand apart from the one that started it and from its siblings.</summary>
public static partial class ProcessIsolation
{
    private const nint SetDumpable = 4; // PR_SET_DUMPABLE
    private const nint SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS
    private const string CLibrary = "libc";

    /// <summary>Leaves the terminal and process group of the starter, so that Ctrl+C and a closed terminal end the starter only.</summary>
    /// <returns>False on Windows, and for a process that leads its group already (started by hand from a shell).</returns>
    public static bool StartOwnSession() => !OperatingSystem.IsWindows() && SetSession() != -1;

    /// <summary>
    /// Closes this process's memory to the other processes of the same user: a filtered process could otherwise steer one that
    /// still has a network. Also means no core dumps, which would hold what the memory holds.
    /// </summary>
    /// <returns>False where the operating system has no such switch for us. Root passes all the same.</returns>
    public static bool ForbidTracing() =>
        SystemCallNumbers.OfThisProcess() is { } numbers && LinuxSystemCall.Invoke(numbers.Prctl, SetDumpable) == 0;

    /// <summary>No program that this process starts can have more rights than it has, whatever its file says.</summary>
    /// <returns>False where the operating system has no such switch for us.</returns>
    public static bool ForbidNewPrivileges() =>
        SystemCallNumbers.OfThisProcess() is { } numbers && LinuxSystemCall.Invoke(numbers.Prctl, SetNoNewPrivileges, 1) == 0;

    [LibraryImport(CLibrary, EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSession();
}
