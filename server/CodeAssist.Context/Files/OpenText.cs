namespace CodeAssist.Context.Files;

/// <summary>A file as an editor has it open.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Version">The editor's number for exactly this text.</param>
public sealed record OpenText(string Text, int Version);
