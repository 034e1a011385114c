using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>One line per event on standard error, which the server reads into its own log.</summary>
internal sealed class StandardErrorLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var trouble = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            Console.Error.WriteLine($"{logLevel}: {formatter(state, exception)}{trouble}".ReplaceLineEndings(" "));
        }
    }
}
