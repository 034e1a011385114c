using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Native;

/// <summary>Brings llama.cpp's messages into our log, and remembers the last complaint so that a failed load can say why.</summary>
/// <remarks>The callback is one for the process and may come from any native thread; it must never throw.</remarks>
internal static unsafe partial class NativeLog
{
    private const int LongestLine = 2_000;

    // An abort is how we cancel, not a fault, but llama.cpp reports it as three.
    private static readonly string[] _abortNoise =
    [
        "failed to compute graph, compute status: 1",
        "removing memory module entries for seq_id",
        "failed to decode, ret = 2",
    ];

    private static readonly Lock _gate = new();
    private static readonly StringBuilder _line = new();
    private static ILogger _logger = NullLogger.Instance;
    private static LogLevel _lineLevel;
    private static string? _lastError;

    public static void Install(ILogger logger)
    {
        _logger = logger;
        LlamaApi.LogSet(&OnLog, null);
        _ = GgmlApi.SetAbortCallback(&OnAbort);
    }

    /// <summary>The last error since the last call, and forgets it.</summary>
    public static string? TakeLastError()
    {
        lock (_gate)
        {
            var error = _lastError;
            _lastError = null;
            return error;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(int level, byte* text, void* userData)
    {
#pragma warning disable CA1031 // Border: an exception that leaves this method ends the process inside native code.
        try
        {
            Append(level, Marshal.PtrToStringUTF8((nint)text) ?? "");
        }
        catch (Exception)
        {
            // There is nobody left to tell: this is the log.
        }
#pragma warning restore CA1031
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnAbort(byte* text)
    {
        // The process ends after this. The log file is our standard error, so the reason survives.
        Console.Error.WriteLine("llama.cpp ends the process: " + Marshal.PtrToStringUTF8((nint)text));
        Console.Error.Flush();
    }

    // Levels: 1 debug, 2 info, 3 warning, 4 error, 5 the rest of the line before.
    private static void Append(int level, string text)
    {
        lock (_gate)
        {
            if (level != 5)
            {
                WriteLine();
                _lineLevel = level switch
                {
                    4 => LogLevel.Error,
                    3 => LogLevel.Warning,
                    2 => LogLevel.Debug,
                    _ => LogLevel.Trace,
                };
            }

            _line.Append(text, 0, Math.Min(text.Length, LongestLine - Math.Min(_line.Length, LongestLine)));
            if (text.EndsWith('\n'))
            {
                WriteLine();
            }
        }
    }

    private static void WriteLine()
    {
        var line = _line.ToString().Trim();
        _line.Clear();
        if (line.Length == 0 || _abortNoise.Any(noise => line.Contains(noise, StringComparison.Ordinal)))
        {
            return;
        }

        if (_lineLevel == LogLevel.Error)
        {
            // Later errors only say that the load failed; the first one says why.
            _lastError ??= line;
        }

        Log.Line(_logger, _lineLevel, line);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 100, Message = "llama.cpp: {Line}")]
        public static partial void Line(ILogger logger, LogLevel level, string line);
    }
}
