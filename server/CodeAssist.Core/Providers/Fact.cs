namespace CodeAssist.Core.Providers;

/// <summary>A value together with where it was read and when. What nobody has read is not there, and is never guessed.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Address of the page that says so.</param>
/// <param name="ReadOn">When it said so.</param>
public sealed record Fact<T>(T Value, string Source, DateOnly ReadOn);
