using System.Diagnostics;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Tests.Children;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_runs() => Assert.True(ProcessIdentity.Of(Environment.ProcessId)!.IsRunning);

    [Fact]
    public void Another_process_under_the_same_number_is_not_the_same()
    {
        var now = ProcessIdentity.Of(Environment.ProcessId)!;

        Assert.False((now with { StartTime = now.StartTime - 1 }).IsRunning);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_noticed()
    {
        using var child = Process.Start(new ProcessStartInfo(ProbeProcess.Path, ["hold", "as-it-is"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var identity = ProcessIdentity.Of(child.Id)!;
        Assert.True(identity.IsRunning);

        child.Kill();

        await ProcessWatch.WaitUntilGoneAsync(identity, TimeProvider.System, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.False(identity.IsRunning);
    }

    [Theory]
    [InlineData("7 (a) b) (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 20", 4242L)]
    [InlineData("7 (codeassist) R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20", 99L)]
    public void A_name_may_contain_anything(string stat, long startTime) =>
        Assert.Equal(new ProcessIdentity(7, startTime), ProcessIdentity.Parse(7, stat));

    [Theory]
    [InlineData("7 (gone) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20")]
    [InlineData("7 (gone) X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20")]
    [InlineData("7 (torn")]
    [InlineData("")]
    public void What_has_ended_or_cannot_be_read_does_not_run(string stat) => Assert.Null(ProcessIdentity.Parse(7, stat));
}
