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
        Redirect("/dev/null", ReadOnly, 0);
        var opened = Redirect(logFile, WriteOnly | Create | Append, 1);
        if (!opened)
        {
            Redirect("/dev/null", WriteOnly, 1);
        }

        _ = Duplicate(1, 2);
        return opened;
    }

    private static bool Redirect(string path, int flags, int target)
    {
        var descriptor = Open(path, flags, Convert.ToUInt32("600", 8));
        if (descriptor < 0)
        {
            return false;
        }

        _ = Duplicate(descriptor, target);
        _ = Close(descriptor);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
