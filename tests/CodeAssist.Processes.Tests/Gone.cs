using System.Diagnostics;

namespace CodeAssist.Processes.Tests;

/// <summary>Waits for the end of a process that is not ours to collect.</summary>
internal static class Gone
{
    public static async Task WithinAsync(TimeSpan limit, int processId)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (ArgumentException)
        {
            // Gone before we looked.
        }
    }
}
