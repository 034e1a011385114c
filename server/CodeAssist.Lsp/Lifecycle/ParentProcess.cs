using System.Diagnostics;

namespace CodeAssist.Lsp.Lifecycle;

/// <summary>Looks for the editor's process, for editors that die without closing their pipes.</summary>
internal static class ParentProcess
{
    public static bool IsAlive(int processId)
    {
        // Not a process to the operating system: 0 and below name groups.
        if (processId <= 0)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
