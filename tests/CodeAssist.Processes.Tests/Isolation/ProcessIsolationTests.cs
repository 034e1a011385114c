using System.Diagnostics;
using System.Globalization;

namespace CodeAssist.Processes.Tests.Isolation;

public sealed class ProcessIsolationTests
{
    private const string LinuxOnly = "/proc is Linux's.";

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Theory(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    [InlineData("open", "opened")]
    [InlineData("closed", "refused")]
    public async Task The_memory_of_a_process_that_forbids_tracing_is_closed_to_its_own_user(string tracing, string expected)
    {
        using var holder = Process.Start(new ProcessStartInfo(ProbeProcess.Path, ["hold", tracing])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("holding", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var traced = await ProbeProcess.RunAsync(
            ["trace", holder.Id.ToString(CultureInfo.InvariantCulture)], TestContext.Current.CancellationToken);

        holder.StandardInput.Close();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([expected], traced);
    }
}
