namespace CodeAssist.Core.Agent.Actions;

/// <summary>How the files of a task were at one moment.</summary>
/// <param name="Id">Names it within its task and on disk.</param>
/// <param name="At">When.</param>
public sealed record Checkpoint(string Id, DateTimeOffset At);
