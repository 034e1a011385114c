namespace CodeAssist.Core.Agent.Commands;

/// <summary>A file that a command runs.</summary>
/// <param name="Path">Relative to the folder of the task.</param>
/// <param name="Text">What it held when the command was approved.</param>
public sealed record CommandFile(string Path, string Text);
