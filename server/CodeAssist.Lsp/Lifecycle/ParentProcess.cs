using System.Diagnostics;

namespace CodeAssist.Lsp.Lifecycle;

/// <summary>Looks for the editor's process, for editors that die without closing their pipes.</summary>
internal static class ParentProcess
{
    public static bool IsAlive(int processId)
    {
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
