namespace CodeAssist.Processes.Running;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Null where it was ended.</param>
/// <param name="Output">The first and the last 64 KiB of what it wrote.</param>
/// <param name="Stopped">Why it was ended, one sentence; null where it ended by itself.</param>
/// <param name="Network">One sentence: what of the network it had.</param>
public sealed record RunReport(int? ExitCode, string Output, string? Stopped, string Network);
