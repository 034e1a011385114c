using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Isolation;

/// <summary>
/// Takes the internet away from the running process, for good: the promise that the processes which see code have no network.
/// </summary>
/// <remarks>
/// <para>
/// Linux only. After <see cref="Apply"/> the kernel opens Unix and netlink sockets for this process and no others, on every thread,
/// those that run already included; programs it starts inherit that. No privilege is needed and none can lift it again.
/// </para>
/// <para>
/// What it cannot see: a program that goes to the network for others, asked through a Unix socket, or hands descriptors over such a
/// socket; and, for root, another process's memory through <c>/proc</c>. Nothing of ours does the former, and the processes with a
/// network forbid the latter (<see cref="ProcessIsolation.ForbidTracing"/>).
/// </para>
/// </remarks>
public static class NetworkFilter
{
    private const uint SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS
    private const nint SetModeFilter = 1; // SECCOMP_SET_MODE_FILTER
    private const nint AllThreads = 1; // SECCOMP_FILTER_FLAG_TSYNC

    // Kernels before 5.16 switch a processor mitigation on with every filter, at the price of speed. It protects a process
    // against foreign code inside it, which is not what this filter is for.
    private const nint KeepSpeculation = 4; // SECCOMP_FILTER_FLAG_SPEC_ALLOW

    private const nint InvalidArgument = -22; // EINVAL
    private const nint AddressFamilyInternet = 2;
    private const nint DatagramCloseOnExec = 2 | 0x80000; // SOCK_DGRAM | SOCK_CLOEXEC

    /// <summary>Call it once, first thing, before code of any workspace is read. A second call only adds the same rules again.</summary>
    public static NetworkFilterResult Apply()
    {
        if (SystemCallNumbers.OfThisProcess() is not { } numbers)
        {
            return new NetworkFilterResult.Unsupported(
                $"The kernel-enforced network filter exists on Linux for x64 and arm64; this is {RuntimeInformation.OSDescription} "
                + $"on {RuntimeInformation.ProcessArchitecture}.");
        }

        if (LinuxSystemCall.Invoke(numbers.Prctl, (nint)SetNoNewPrivileges, 1) is < 0 and var privileges)
        {
            return Refused($"the kernel did not accept no-new-privileges (errno {-privileges})");
        }

        return Install(numbers) switch
        {
            0 when IsInternetSocketRefused(numbers) => new NetworkFilterResult.Enforced(),
            0 => Refused("the kernel took the filter but still opens internet sockets"),
            > 0 and var thread => Refused($"thread {thread} already runs under a filter of its own"),
            var error => Refused($"the kernel did not accept the filter (errno {-error})"),
        };
    }

    /// <summary>Looks at the running process instead of remembering; opens nothing that leaves the machine.</summary>
    /// <returns>Null where there is no such filter.</returns>
    public static NetworkFilterObservation? Observe()
    {
        if (SystemCallNumbers.OfThisProcess() is not { } numbers)
        {
            return null;
        }

        var threads = ThreadStatus.ReadAll();
        return new NetworkFilterObservation(
            threads.Count, threads.Count(thread => thread.HasFilter), IsInternetSocketRefused(numbers));
    }

    /// <summary>Whether the kernel says that every thread of a process runs under a filter that another process has not: a container, or whoever traces both, may have one for both.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="unfilteredId">One of ours that takes no filter.</param>
    /// <returns>False also where there is no such process.</returns>
    public static bool IsOnEveryThreadOf(int processId, int unfilteredId)
    {
        try
        {
            var threads = ThreadsOf(processId);
            var others = ThreadsOf(unfilteredId).Max(thread => thread.Filters ?? 0);
            return threads.Count > 0 && threads.All(thread => thread.HasFilter && (thread.Filters ?? int.MaxValue) > others);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IReadOnlyList<ThreadStatus> ThreadsOf(int processId) => ThreadStatus.ReadAll(processId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static unsafe nint Install(SystemCallNumbers numbers)
    {
        FilterInstruction[] program = [.. FilterProgram.For(numbers)];
        fixed (FilterInstruction* first = program)
        {
            var description = new ProgramDescription { Length = (ushort)program.Length, First = (nint)first };
            var result = LinuxSystemCall.Invoke(numbers.Seccomp, SetModeFilter, AllThreads | KeepSpeculation, (nint)(&description));

            // Kernels before 4.17 do not know the second flag.
            return result == InvalidArgument
                ? LinuxSystemCall.Invoke(numbers.Seccomp, SetModeFilter, AllThreads, (nint)(&description))
                : result;
        }
    }

    private static bool IsInternetSocketRefused(SystemCallNumbers numbers)
    {
        var descriptor = LinuxSystemCall.Invoke(numbers.Socket, AddressFamilyInternet, DatagramCloseOnExec);
        if (descriptor < 0)
        {
            // Anything else, "too many open files" say, is no refusal.
            return descriptor == -FilterProgram.FamilyNotSupported;
        }

        new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true).Dispose();
        return false;
    }

    private static NetworkFilterResult.Refused Refused(string cause) => new(
        $"The network filter is not in force: {cause}.",
        "Check that the kernel has seccomp filters (CONFIG_SECCOMP_FILTER) and that a container around it allows the seccomp call.");

    [StructLayout(LayoutKind.Sequential)]
    private struct ProgramDescription
    {
        public ushort Length;
        public nint First;
    }
}
