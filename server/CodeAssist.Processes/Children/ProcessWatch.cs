namespace CodeAssist.Processes.Children;

/// <summary>Notices that another process has gone: an editor, or the server that started a broker.</summary>
/// <remarks>
/// By looking once a second. The kernel's own way (a signal on the parent's death) is bound to the thread that started us, and
/// .NET starts processes on pool threads, which end while their process lives on.
/// </remarks>
public static class ProcessWatch
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>Ends when the process no longer runs.</summary>
    public static async Task WaitUntilGoneAsync(ProcessIdentity process, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (process.IsRunning)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
