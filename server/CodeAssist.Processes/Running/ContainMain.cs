using System.Collections;
using System.Runtime.InteropServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Running;

/// <summary>The verb <c>contain</c>: takes from this process what a command must not have, and becomes that command. Linux only.</summary>
public static partial class ContainMain
{
    public const string Verb = "contain";

    /// <summary>In a network namespace of its own: loopback is switched on, nothing else is there.</summary>
    internal const string Loopback = "loopback";

    /// <summary>Under the filter: no internet socket at all.</summary>
    internal const string Filter = "filter";

    /// <summary>In namespaces of its own, with the machine's network.</summary>
    internal const string Network = "network";

    /// <summary>With the network, and no namespace.</summary>
    internal const string Open = "open";

    // As shells say it of a program that cannot be run.
    private const int CannotRun = 126;

    private const string CLibrary = "libc";

    /// <param name="arguments">After the verb: what of the network it has, the folders of its control group between colons, the folder that it works in, absolute path of the program, then its arguments.</param>
    /// <returns>Only where it cannot become the command.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var network, var groups, var folder, var program, ..] || !OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("This command line is not for people.");
            return Broker.BrokerMain.WrongUsage;
        }

        ProcessIsolation.ForbidNewPrivileges();
        ProcessIsolation.StartOwnSession();
        var problem = network switch
        {
            Loopback => SwitchLoopbackOn() ?? SessionSockets.Hide(folder, all: true),
            Network => SessionSockets.Hide(folder, all: false),
            Filter when NetworkFilter.Apply() is not NetworkFilterResult.Enforced => "the network filter is not in force",
            _ => null,
        };
        if (problem is not null)
        {
            Console.Error.WriteLine($"The command was not started, because {problem}.");
            return CannotRun;
        }

        // Last: what this program took until here is not the command's.
        CommandGroup.Join(groups.Split(':', StringSplitOptions.RemoveEmptyEntries));
        Become(program, [.. arguments.Skip(3)]);
        Console.Error.WriteLine($"'{program}' cannot be run (error {Marshal.GetLastPInvokeError()}).");
        return CannotRun;
    }

    private static unsafe string? SwitchLoopbackOn()
    {
        const int RequestSize = 40;
        const int FlagsAt = 16;
        const nuint GetFlags = 0x8913; // SIOCGIFFLAGS
        const nuint SetFlags = 0x8914; // SIOCSIFFLAGS
        const byte Up = 1; // IFF_UP
        var socket = OpenSocket(2, 2 | 0x80000, 0); // AF_INET, SOCK_DGRAM | SOCK_CLOEXEC
        if (socket < 0)
        {
            return "there are no sockets in its namespace";
        }

        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(socket, ownsHandle: true);
        var request = stackalloc byte[RequestSize];
        "lo"u8.CopyTo(new Span<byte>(request, RequestSize));
        if (Control(socket, GetFlags, request) < 0)
        {
            return "its namespace has no loopback";
        }

        request[FlagsAt] |= Up;
        return Control(socket, SetFlags, request) < 0 ? "loopback cannot be switched on in its namespace" : null;
    }

    private static unsafe void Become(string program, string[] words)
    {
        // The runtime ignores it, and what is ignored stays so in the program.
        Signal(13, 0); // SIGPIPE, SIG_DFL
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}").ToArray();
        fixed (nint* first = Pointers(words), second = Pointers(variables))
        {
            Execute(program, first, second);
        }
    }

    // Never freed: the process becomes another one, or ends.
    private static nint[] Pointers(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    [LibraryImport(CLibrary, EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenSocket(int family, int kind, int protocol);

    [LibraryImport(CLibrary, EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Control(int descriptor, nuint request, byte* argument);

    [LibraryImport(CLibrary, EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Signal(int signal, nint handler);

    [LibraryImport(CLibrary, EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Execute(string program, nint* words, nint* variables);
}
