namespace CodeAssist.Core.Agent.Models;

/// <summary>What a task asks of the model that does it.</summary>
/// <param name="Opening">What it would be told first.</param>
public sealed record AgentNeed(IReadOnlyList<AgentMessage> Opening)
{
    /// <summary>Whether a model of this machine went round in circles.</summary>
    public bool IsStuck { get; init; }

    /// <summary>How often the checks objected to what a model of this machine did.</summary>
    public int FailedChecks { get; init; }

    /// <summary>Models that failed in this task, and why.</summary>
    public IReadOnlyDictionary<string, string> Failed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
