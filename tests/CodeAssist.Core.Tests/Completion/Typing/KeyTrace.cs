using System.Text.Json;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>What somebody typed into a file, key by key: tools/bench/typing.traces.json.</summary>
/// <param name="Language">LSP language id.</param>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text before the caret.</param>
/// <param name="After">Its text behind the caret.</param>
/// <param name="Keys">The keys.</param>
internal sealed record KeyTrace(string Language, string Path, string Before, string After, IReadOnlyList<TracedKey> Keys)
{
    /// <summary>What stands there at the end.</summary>
    public string Typed { get; } = Keys.Aggregate("", (text, key) => key.Text is { } typed ? text + typed : text[..^1]);

    public static IReadOnlyList<KeyTrace> ReadAll()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(RepositoryRoot.Path, "tools", "bench", "typing.traces.json")));

        return [.. json.RootElement.EnumerateArray().Select(trace => new KeyTrace(
            trace.GetProperty("language").GetString()!,
            trace.GetProperty("path").GetString()!,
            trace.GetProperty("before").GetString()!,
            trace.GetProperty("after").GetString()!,
            [.. trace.GetProperty("keys").EnumerateArray().Select(key => new TracedKey(
                TimeSpan.FromMilliseconds(key[0].GetInt32()), key[1].ValueKind is JsonValueKind.String ? key[1].GetString() : null))]))];
    }
}
