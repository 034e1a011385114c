namespace CodeAssist.Core.Tests.Completion.Typing;

/// <param name="Gap">Time since the key before.</param>
/// <param name="Text">What it puts in; null where it takes the last character away.</param>
internal sealed record TracedKey(TimeSpan Gap, string? Text);
