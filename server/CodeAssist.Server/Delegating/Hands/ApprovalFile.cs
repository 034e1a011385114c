using System.Text.Json;
using CodeAssist.Core.Agent.Commands;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>The commands that the user approved for other times, by repository. A file of the user's own, which no tool of a task reaches; one that cannot be read approves nothing.</summary>
/// <param name="path">Where it lies, or will.</param>
/// <param name="repository">Absolute path of the repository.</param>
internal sealed class ApprovalFile(string path, string repository)
{
    public RememberedCommands Read() => ReadAll().TryGetValue(repository, out var commands) ? new RememberedCommands(commands) : RememberedCommands.None;

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public string? Write(RememberedCommands commands)
    {
        var all = ReadAll();
        all[repository] = [.. commands.Commands];
        try
        {
            ReplacedFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(all, ApprovalJsonContext.Default.DictionaryStringListRememberedCommand));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The approval cannot be kept: {exception.Message.TrimEnd('.')}.";
        }
    }

    private Dictionary<string, List<RememberedCommand>> ReadAll()
    {
        try
        {
            var all = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ApprovalJsonContext.Default.DictionaryStringListRememberedCommand) : null;
            return all is not null && all.Values.All(commands => commands is not null && commands.TrueForAll(command => command is { Words.Count: > 0, Content: not null, Files: not null }))
                ? new(all, StringComparer.Ordinal)
                : new(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new(StringComparer.Ordinal);
        }
    }
}
