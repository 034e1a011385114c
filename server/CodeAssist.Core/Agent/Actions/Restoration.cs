namespace CodeAssist.Core.Agent.Actions;

/// <summary>What became of making files what they were.</summary>
/// <param name="Restored">Those that are again as they were.</param>
/// <param name="Problems">One sentence for each that is not, the path first; empty where all are.</param>
public sealed record Restoration(IReadOnlyList<string> Restored, IReadOnlyList<string> Problems);
