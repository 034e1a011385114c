using System.Globalization;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Startup;

/// <summary>One line per event on standard error, which is the log file once the host is detached.</summary>
internal sealed class LineLogger(TimeProvider time, LogLevel least) : ILogger
{
    private readonly Lock _gate = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var moment = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = $"{moment} {logLevel} {eventId.Id} {formatter(state, exception)}";
        lock (_gate)
        {
            Console.Error.WriteLine(exception is null ? line : $"{line}{Environment.NewLine}{exception}");
        }
    }
}
