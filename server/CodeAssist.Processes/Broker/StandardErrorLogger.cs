using Microsoft.Extensions.Logging;

namespace CodeAssist.Processes.Broker;

/// <summary>One line per event on standard error, which a starter of ours reads into its own log.</summary>
public sealed class StandardErrorLogger : ILogger
{
    private static readonly LogLevel[] _levels = Enum.GetValues<LogLevel>();

    /// <summary>Takes a line apart again. What something else wrote, such as the runtime in its last moment, is information.</summary>
    internal static (LogLevel Level, string Text) Read(string line)
    {
        foreach (var level in _levels)
        {
            var start = Start(level);
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return (level, line[start.Length..]);
            }
        }

        return (LogLevel.Information, line);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var trouble = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            Console.Error.WriteLine($"{Start(logLevel)}{formatter(state, exception)}{trouble}".ReplaceLineEndings(" "));
        }
    }
    private static string Start(LogLevel level) => $"{level}: ";
}
