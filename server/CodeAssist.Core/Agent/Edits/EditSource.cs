namespace CodeAssist.Core.Agent.Edits;

/// <summary>A file that an edit is about, as it is now.</summary>
/// <param name="Text">Its text; null where there is none of that name.</param>
/// <param name="Objection">Why it may not be changed, one sentence; null where it may.</param>
/// <param name="WasRead">Whether the model has seen all of this text.</param>
public sealed record EditSource(string? Text, string? Objection, bool WasRead);
