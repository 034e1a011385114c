namespace CodeAssist.Core.Agent.Actions;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Null where it was ended rather than ended by itself.</param>
/// <param name="Output">The first and the last of what it wrote, both streams in the order of their lines.</param>
/// <param name="Stopped">Why it was ended: its time, its memory, its output; null where it ended by itself.</param>
public sealed record CommandEnd(int? ExitCode, string Output, string? Stopped)
{
    public bool IsSuccess => ExitCode == 0 && Stopped is null;
}
