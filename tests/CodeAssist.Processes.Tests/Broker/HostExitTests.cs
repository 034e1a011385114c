using CodeAssist.Processes.Broker;

namespace CodeAssist.Processes.Tests.Broker;

public sealed class HostExitTests
{
    [Theory]
    [InlineData(139, ProcessFailureKind.ProgramFailed, "crashed while it started (signal 11)", "graphics driver")]
    [InlineData(134, ProcessFailureKind.ProgramFailed, "crashed while it started (signal 6)", "graphics driver")]
    [InlineData(132, ProcessFailureKind.ProgramFailed, "crashed while it started (signal 4)", "graphics driver")]
    [InlineData(137, ProcessFailureKind.TimedOut, "took more than 10 s, or the system ran out of memory", "Close other programs")]
    [InlineData(131, ProcessFailureKind.ProgramFailed, "found no .NET 10 runtime", "DOTNET_ROOT")]
    [InlineData(150, ProcessFailureKind.ProgramFailed, "found no .NET 10 runtime", "DOTNET_ROOT")]
    [InlineData(64, ProcessFailureKind.ProgramFailed, "does not know its arguments", "different versions")]
    [InlineData(0, ProcessFailureKind.ProgramFailed, "ended with code 0 before it was ready", "doctor")]
    public void Every_end_has_its_words_and_its_next_step(int exitCode, ProcessFailureKind kind, string message, string nextStep)
    {
        var failure = HostExit.Explain(exitCode, TimeSpan.FromSeconds(10));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(nextStep, failure.NextStep, StringComparison.Ordinal);
    }
}
