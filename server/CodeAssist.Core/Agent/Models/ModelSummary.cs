namespace CodeAssist.Core.Agent.Models;

/// <param name="Text">A few sentences; null where it failed.</param>
/// <param name="Spent">What it took.</param>
public sealed record ModelSummary(string? Text, ModelSpending Spent);
