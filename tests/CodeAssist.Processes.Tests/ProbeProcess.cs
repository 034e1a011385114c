using System.Diagnostics;

namespace CodeAssist.Processes.Tests;

/// <summary>Runs the probe, the executable that does what a test may not do to its own process.</summary>
internal static class ProbeProcess
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "CodeAssist.Processes.Probe.exe" : "CodeAssist.Processes.Probe");

    /// <summary>Runs it to its end and returns what it printed.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        using var process = Process.Start(new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
