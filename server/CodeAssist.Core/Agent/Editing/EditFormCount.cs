namespace CodeAssist.Core.Agent.Editing;

/// <summary>How often a model's edits of one form fitted.</summary>
/// <param name="Form">The form.</param>
/// <param name="Tried">How many there were.</param>
/// <param name="Fitted">How many of them could be made.</param>
public sealed record EditFormCount(EditForm Form, int Tried, int Fitted);
