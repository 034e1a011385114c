using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeAssist.Server.Logging;

namespace CodeAssist.Server.Features.Usage;

/// <summary>A file of counts in the user's own data directory, one line of JSON each. It is sent nowhere.</summary>
/// <param name="name">Of the file.</param>
/// <param name="type">Its serializer.</param>
/// <param name="isKnown">Whether an entry is of a form that is understood.</param>
internal sealed class UsageFile<TEntry>(string name, JsonTypeInfo<TEntry> type, Func<TEntry, bool> isKnown)
    where TEntry : class
{
    private const long LimitBytes = 2 * 1024 * 1024;

    /// <summary>All files of it that there may be, the oldest first.</summary>
    public IReadOnlyList<string> Paths(string dataDirectory) => [.. new[] { $"{name}.2", $"{name}.1", name }.Select(file => Path.Combine(dataDirectory, file))];

    /// <summary>Opens it for appending; at two megabytes a new one is begun, and two old ones are kept.</summary>
    public LogFile Open(string dataDirectory) => LogFile.Open(Path.Combine(dataDirectory, name), LimitBytes);

    public string Line(TEntry entry) => JsonSerializer.Serialize(entry, type);

    /// <summary>All entries, the oldest first. Lines that are torn, or of another schema, are left out.</summary>
    public IReadOnlyList<TEntry> Read(string dataDirectory)
    {
        var entries = new List<TEntry>();
        foreach (var path in Paths(dataDirectory).Where(File.Exists))
        {
            try
            {
                entries.AddRange(File.ReadLines(path).Select(Parse).OfType<TEntry>());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The others still tell something.
            }
        }

        return entries;
    }

    private TEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) is { } entry && isKnown(entry) ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
