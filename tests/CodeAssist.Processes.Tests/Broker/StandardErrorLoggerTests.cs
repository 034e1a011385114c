using CodeAssist.Processes.Broker;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Tests.Broker;

public sealed class StandardErrorLoggerTests
{
    [Theory]
    [InlineData("Information: Start of the model host", LogLevel.Information, "Start of the model host")]
    [InlineData("Warning: It ended: exit code 1", LogLevel.Warning, "It ended: exit code 1")]
    [InlineData("Unhandled exception. System.Exception: no", LogLevel.Information, "Unhandled exception. System.Exception: no")]
    [InlineData("3: a number is no level", LogLevel.Information, "3: a number is no level")]
    [InlineData("", LogLevel.Information, "")]
    public void A_line_is_read_back_as_its_level_and_what_was_said(string line, LogLevel level, string text) =>
        Assert.Equal((level, text), StandardErrorLogger.Read(line));
}
