namespace CodeAssist.Core.Review.Changes;

/// <summary>One place where a file differs, without any context around it.</summary>
/// <param name="Old">The lines that were there; empty where lines were only added.</param>
/// <param name="New">The lines that are there now; empty where lines were only taken out.</param>
public sealed record Hunk(LineSpan Old, LineSpan New);
