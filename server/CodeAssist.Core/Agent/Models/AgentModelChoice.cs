namespace CodeAssist.Core.Agent.Models;

/// <summary>Who does a task.</summary>
public abstract record AgentModelChoice
{
    private AgentModelChoice()
    {
    }

    /// <param name="Model">Which.</param>
    /// <param name="Sentence">Why, and why nobody else where that is worth saying.</param>
    public sealed record Chosen(IAgentModel Model, string Sentence) : AgentModelChoice;

    /// <param name="Why">What happened and what to do, in whole sentences.</param>
    public sealed record Nobody(string Why) : AgentModelChoice;
}
