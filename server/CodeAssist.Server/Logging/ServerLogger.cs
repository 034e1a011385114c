using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Logging;

/// <summary>The one logger of a process: formats a line once and hands it to every sink.</summary>
internal sealed class ServerLogger(TimeProvider time) : ILogger
{
    private Action<LogLevel, string>[] _sinks = [];

    /// <summary>Least level that is logged; changes with the settings.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Adds a sink. Sinks must not block and must not log.</summary>
    public void AddSink(Action<LogLevel, string> sink) => _sinks = [.. _sinks, sink];

    /// <summary>Adds a file, each line with its time in UTC and its level.</summary>
    public void AddFile(LogFile file) =>
        AddSink((level, line) => file.WriteLine(
            $"{time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {Name(level)} {line}"));

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Level && logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}";
        foreach (var sink in _sinks)
        {
            sink(logLevel, line);
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    private static string Name(LogLevel level) => level.ToString().ToUpperInvariant();
}
