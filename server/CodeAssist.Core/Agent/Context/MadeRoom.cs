using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent.Context;

/// <summary>A conversation after older steps have gone.</summary>
/// <param name="Kept">What is left of it, what stands for the rest first.</param>
/// <param name="Replaced">Messages that have gone.</param>
/// <param name="Summary">What stands in their place; empty for nothing.</param>
internal sealed record MadeRoom(IReadOnlyList<AgentMessage> Kept, int Replaced, string Summary)
{
    /// <summary>Who summed them up; null where they are only named.</summary>
    public string? Model { get; init; }

    public ModelSpending Spent { get; init; } = ModelSpending.None;
}
