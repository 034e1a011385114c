namespace CodeAssist.Core.Completion.Context;

/// <summary>Some lines of another file that may help to complete this one.</summary>
/// <param name="Path">That file's path relative to its workspace folder, with forward slashes.</param>
/// <param name="Text">Whole lines, each with its line feed.</param>
public sealed record ContextSnippet(string Path, string Text);
