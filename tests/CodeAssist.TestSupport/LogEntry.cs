using Microsoft.Extensions.Logging;

namespace CodeAssist.TestSupport;

/// <summary>One line of a log, as a person would read it.</summary>
public sealed record LogEntry(LogLevel Level, string Message, Exception? Exception);
