namespace CodeAssist.Core.Agent.Commands;

/// <summary>What becomes of a command that a model wants to run.</summary>
/// <param name="Need">What it needs.</param>
/// <param name="Reason">One sentence for people: why.</param>
/// <param name="Commands">The commands that it amounts to, wrappers taken off; empty where they cannot be told.</param>
public sealed record CommandVerdict(CommandNeed Need, string Reason, IReadOnlyList<SimpleCommand> Commands)
{
    /// <summary>Whether the user's answer may be kept for another time.</summary>
    public bool MayBeRemembered => Need is CommandNeed.AskOnce && Commands.Count > 0;
}
