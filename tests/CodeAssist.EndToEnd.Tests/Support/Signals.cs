using System.Runtime.InteropServices;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>Signals to one process, by its id.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private const int StopNow = 19;
    private const int InterruptNow = 2;
    private const int ContinueNow = 18;

    public static void Term(int processId) => Send(processId, Terminate);

    public static void Kill(int processId) => Send(processId, KillNow);

    /// <summary>Kills it, unless it has just ended by itself.</summary>
    public static void TryKill(int processId) => _ = Native(processId, KillNow);

    public static void Interrupt(int processId) => Send(processId, InterruptNow);

    /// <summary>The process stays where it is, in the middle of whatever it does.</summary>
    public static void Stop(int processId) => Send(processId, OperatingSystem.IsMacOS() ? 17 : StopNow);

    public static void Continue(int processId) => Send(processId, OperatingSystem.IsMacOS() ? 19 : ContinueNow);

    private static void Send(int processId, int signal)
    {
        Assert.True(processId > 1);
        Assert.True(Native(processId, signal) == 0, $"Process {processId} is gone.");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Native(int processId, int signal);
}
