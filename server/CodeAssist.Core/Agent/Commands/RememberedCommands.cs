namespace CodeAssist.Core.Agent.Commands;

/// <summary>What the user has approved for this folder, by content. No tool of a task can change it.</summary>
/// <param name="Commands">In no order.</param>
public sealed record RememberedCommands(IReadOnlyList<RememberedCommand> Commands)
{
    public static RememberedCommands None { get; } = new([]);

    /// <summary>Whether each command of a verdict was approved before; never so for what always asks.</summary>
    /// <param name="verdict">From <see cref="CommandJudge.Judge"/>.</param>
    /// <param name="content">Fingerprint of the files that a command runs: the script of <c>npm test</c>, a program of the folder. Empty for none.</param>
    public bool Cover(CommandVerdict verdict, Func<SimpleCommand, string> content) =>
        verdict.MayBeRemembered && verdict.Commands.All(command => Commands.Any(known => known.Covers(command, content(command))));

    /// <param name="verdict">What the user has just approved; unchanged where it may not be remembered.</param>
    /// <param name="content">As for <see cref="Cover"/>.</param>
    /// <param name="files">The same files with their texts.</param>
    public RememberedCommands With(CommandVerdict verdict, Func<SimpleCommand, string> content, Func<SimpleCommand, IReadOnlyList<CommandFile>> files) => verdict.MayBeRemembered
        ? new([.. Commands, .. NotCovered(verdict, content).Select(command => new RememberedCommand(command.Words, content(command)) { Files = files(command) })])
        : this;

    /// <summary>The files of commands that were approved and are not now, because something else stands in them: as they were approved last.</summary>
    public IReadOnlyList<CommandFile> Before(CommandVerdict verdict, Func<SimpleCommand, string> content) =>
        [.. NotCovered(verdict, content).SelectMany(command => Commands.LastOrDefault(known => known.IsFor(command))?.Files ?? []).DistinctBy(file => file.Path, StringComparer.Ordinal)];

    private IEnumerable<SimpleCommand> NotCovered(CommandVerdict verdict, Func<SimpleCommand, string> content) =>
        verdict.Commands.Where(command => !Commands.Any(known => known.Covers(command, content(command))));
}
