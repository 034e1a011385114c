using System.Text.Json;
using CodeAssist.Server.Logging;

namespace CodeAssist.Server.Features.Usage;

/// <summary>What became of accepted suggestions, in the user's own data directory, one line of JSON each. It is read by nobody but <c>codeassist usage</c>.</summary>
internal static class UsageFile
{
    private const string Name = "usage.jsonl";
    private const long LimitBytes = 2 * 1024 * 1024;

    /// <summary>All files of it that there may be, the oldest first.</summary>
    public static IReadOnlyList<string> Paths(string dataDirectory) => [.. new[] { $"{Name}.2", $"{Name}.1", Name }.Select(name => Path.Combine(dataDirectory, name))];

    /// <summary>Opens it for appending; at two megabytes a new one is begun, and two old ones are kept.</summary>
    public static LogFile Open(string dataDirectory) => LogFile.Open(Path.Combine(dataDirectory, Name), LimitBytes);

    public static string Line(UsageEntry entry) => JsonSerializer.Serialize(entry, UsageJsonContext.Default.UsageEntry);

    /// <summary>All entries, the oldest first. Lines that are torn, or of another schema, are left out.</summary>
    public static IReadOnlyList<UsageEntry> Read(string dataDirectory)
    {
        var entries = new List<UsageEntry>();
        foreach (var path in Paths(dataDirectory).Where(File.Exists))
        {
            try
            {
                entries.AddRange(File.ReadLines(path).Select(Parse).OfType<UsageEntry>());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The others still tell something.
            }
        }

        return entries;
    }

    private static UsageEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, UsageJsonContext.Default.UsageEntry) is { Schema: UsageEntry.CurrentSchema } entry ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
