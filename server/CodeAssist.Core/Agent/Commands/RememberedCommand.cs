namespace CodeAssist.Core.Agent.Commands;

/// <summary>A command that the user has approved for other times as well.</summary>
/// <param name="Words">Its first words, each whole; what follows may only say what the program works on (<see cref="HarmlessArguments"/>).</param>
/// <param name="Content">What the files that it runs held then, as a fingerprint; empty where it names none. Other content is another command.</param>
public sealed record RememberedCommand(IReadOnlyList<string> Words, string Content)
{
    /// <param name="command">A command that would run.</param>
    /// <param name="content">Fingerprint of the files that it would run now.</param>
    public bool Covers(SimpleCommand command, string content) =>
        command.Words.Count >= Words.Count
        && Words.SequenceEqual(command.Words.Take(Words.Count), StringComparer.Ordinal)
        && string.Equals(Content, content, StringComparison.Ordinal)
        && HarmlessArguments.Are(command.Name, [.. command.Words.Skip(Words.Count)]);
}
