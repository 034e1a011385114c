namespace CodeAssist.Core.Agent.Commands;

/// <summary>A command that the user has approved for other times as well.</summary>
/// <param name="Words">Its first words, each whole; what follows may only say what the program works on (<see cref="HarmlessArguments"/>).</param>
/// <param name="Content">What the files that it runs held then, as a fingerprint; empty where it names none. Other content is another command.</param>
public sealed record RememberedCommand(IReadOnlyList<string> Words, string Content)
{
    /// <summary>The same files with their texts, so that the user can be shown what has changed; without those that are too long to be kept.</summary>
    public IReadOnlyList<CommandFile> Files { get; init; } = [];

    /// <param name="command">A command that would run.</param>
    /// <param name="content">Fingerprint of the files that it would run now.</param>
    public bool Covers(SimpleCommand command, string content) => IsFor(command) && string.Equals(Content, content, StringComparison.Ordinal);

    /// <summary>Whether it would cover this command, if its files held what they did.</summary>
    public bool IsFor(SimpleCommand command) =>
        command.Words.Count >= Words.Count
        && Words.SequenceEqual(command.Words.Take(Words.Count), StringComparer.Ordinal)
        && HarmlessArguments.Are(command.Name, [.. command.Words.Skip(Words.Count)]);
}
