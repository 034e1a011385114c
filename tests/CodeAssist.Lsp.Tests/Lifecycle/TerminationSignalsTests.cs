using System.Diagnostics;
using CodeAssist.Lsp.Lifecycle;

namespace CodeAssist.Lsp.Tests.Lifecycle;

public sealed class TerminationSignalsTests
{
    [Fact]
    public async Task A_signal_cancels_instead_of_killing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that a process can send to one other process.");
        using var signals = TerminationSignals.Listen();
        var received = new TaskCompletionSource();
        await using var registration = signals.Token.Register(received.SetResult);

        using var kill = Process.Start("kill", ["-TERM", $"{Environment.ProcessId}"]);

        await received.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
