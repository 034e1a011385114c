using System.Globalization;
using CodeAssist.JsonRpc;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;

namespace CodeAssist.Server;

/// <summary>A mistake of ours that ended the process: one sentence for people, the details for the log.</summary>
internal static class InternalError
{
    /// <returns>The exit code.</returns>
    public static Task<int> TellAsync(Exception exception, TextWriter errors) =>
        TellAsync(exception, AppDirectories.TryFind(out var directories, out _) ? Startup.LogFileIn(directories) : null, errors);

    /// <param name="exception">What went wrong.</param>
    /// <param name="logFile">Where the details go; null when there is no place for them.</param>
    /// <param name="errors">What people read.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Exception exception, string? logFile, TextWriter errors)
    {
        var reference = ErrorReference.New();
        var place = logFile is not null && TryLog(logFile, reference, exception) ? logFile : "no log, which cannot be written";
        await errors.WriteLineAsync(
            $"CodeAssist has met an internal error (ref {reference}): {FirstLine(exception.Message)} The details are in {place}. Please report it.");

        return ExitCode.Internal;
    }

    private static bool TryLog(string file, string reference, Exception exception)
    {
        try
        {
            var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            File.AppendAllText(file, $"{time} CRITICAL Internal error (ref {reference})\n{exception}\n");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}
