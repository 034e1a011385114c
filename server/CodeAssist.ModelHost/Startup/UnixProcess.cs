using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace CodeAssist.ModelHost.Startup;

/// <summary>What makes the host outlive whoever started it: a session of its own, and no pipe of theirs held open.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixProcess
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;

    private static int Create => OperatingSystem.IsMacOS() ? 0x200 : 0x40;

    private static int Append => OperatingSystem.IsMacOS() ? 0x8 : 0x400;

    /// <summary>Leaves the starter's session, so that its terminal's signals do not reach us. Harmless when we lead one already.</summary>
    public static void LeaveSession() => _ = SetSid();

    /// <summary>Points stdin to nothing and stdout and stderr to a file: native messages and aborts land there too.</summary>
    /// <returns>False when the file cannot be opened; then all goes to nothing.</returns>
    public static bool Detach(string logFile)
    {
        var input = Copies(0);
        var output = Copies(1).Union(Copies(2)).ToList();
        Redirect("/dev/null", ReadOnly, input);
        var opened = Redirect(logFile, WriteOnly | Create | Append, output);
        if (!opened)
        {
            Redirect("/dev/null", WriteOnly, output);
        }

        return opened;
    }

    private static bool Redirect(string path, int flags, IEnumerable<int> targets)
    {
        var descriptor = Open(path, flags, Convert.ToUInt32("600", 8));
        if (descriptor < 0)
        {
            return false;
        }

        foreach (var target in targets)
        {
            _ = Duplicate(descriptor, target);
        }

        _ = Close(descriptor);
        return true;
    }

    // The .NET runtime makes copies of the standard descriptors when it starts; each of them would keep the starter's pipe open.
    // Elsewhere than on Linux there is no list to find them by: there the pipe stays open, and whoever starts a host reads one line only.
    private static List<int> Copies(int descriptor)
    {
        var links = OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd") : [];
        var target = Target($"/proc/self/fd/{descriptor}");
        var copies = links
            .Where(link => target is not null && string.Equals(Target(link), target, StringComparison.Ordinal))
            .Select(link => int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture));
        return [.. copies.Append(descriptor).Distinct()];
    }

    // Pipes, sockets and terminals of the starter; not /dev/null, which others may have opened for themselves.
    private static string? Target(string link) =>
        new FileInfo(link).LinkTarget is { } target && target is not "/dev/null" ? target : null;

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
