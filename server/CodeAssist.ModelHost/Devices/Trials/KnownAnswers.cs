using System.Globalization;
using System.Text.Json;
using CodeAssist.ModelHost.Gguf;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>The answers that the CPU gave, one for each model, kept on the disk: what can be lost, since it can be computed again.</summary>
/// <param name="folder">Where they lie; need not be there.</param>
/// <param name="logger">Told of a disk that takes nothing.</param>
internal sealed partial class KnownAnswers(string folder, ILogger logger)
{
    // Raised whenever the text or the sample of an answer is another.
    private const int Version = 1;

    /// <param name="release">Release of llama.cpp, which computes.</param>
    /// <param name="files">The model, and the adapter that it runs with.</param>
    public static string KeyOf(string release, params IEnumerable<Stream> files) =>
        string.Join('-', [.. files.Select(file => ContentSample.Of(file).ToString("x16", CultureInfo.InvariantCulture)), release, Version.ToString(CultureInfo.InvariantCulture)]);

    /// <returns>Null where there is none that can be used.</returns>
    public TrialAnswer? Read(string key)
    {
        try
        {
            return File.Exists(PathOf(key)) && JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(key)), TrialJsonContext.Default.TrialAnswer) is { Rows.Count: > 0 } answer ? answer : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string key, TrialAnswer answer)
    {
        try
        {
            WholeFile.Write(PathOf(key), JsonSerializer.SerializeToUtf8Bytes(answer, TrialJsonContext.Default.TrialAnswer));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, exception.Message);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, $"answer-{key}.json");

    private static partial class Log
    {
        [LoggerMessage(225, LogLevel.Warning, "The CPU's answer cannot be kept and is computed again the next time: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
