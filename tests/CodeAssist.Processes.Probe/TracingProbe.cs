using System.Globalization;
using System.Runtime.InteropServices;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Probe;

/// <summary>One ordinary user's process, and another of the same user that wants to write into its memory.</summary>
internal static partial class TracingProbe
{
    private const uint Nobody = 65534;

    public static int Hold(string tracing)
    {
        BecomeNobody();

        // A change of user closes a process by itself: the open one is opened again, so that the closed one proves something.
        if (SetDumpable(4, 1, 0, 0, 0) != 0 || (tracing is "closed" && !ProcessIsolation.ForbidTracing()))
        {
            return 1;
        }

        Console.Out.WriteLine("holding");
        Console.In.ReadToEnd();
        return 0;
    }

    public static int Trace(string id)
    {
        BecomeNobody();
        var memory = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/mem");
        try
        {
            using var file = new FileStream(memory, FileMode.Open, FileAccess.ReadWrite);
            Console.Out.WriteLine("opened");
        }
        catch (UnauthorizedAccessException)
        {
            Console.Out.WriteLine("refused");
        }

        return 0;
    }

    // Root may look into every process, whatever it says.
    private static void BecomeNobody()
    {
        if (Environment.IsPrivilegedProcess && SetUser(Nobody, Nobody, Nobody) != 0)
        {
            throw new InvalidOperationException("The user could not be changed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setresuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetUser(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetDumpable(int option, nint value, nint third, nint fourth, nint fifth);
}
