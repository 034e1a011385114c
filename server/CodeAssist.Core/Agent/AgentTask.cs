using CodeAssist.Core.Agent.Checks;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Agent;

/// <summary>What is to be done, and what is known before anything is.</summary>
/// <param name="Goal">In the user's words.</param>
/// <param name="Repository">The repository's identity, as the policy knows it.</param>
public sealed record AgentTask(string Goal, string Repository)
{
    /// <summary>Whether only a plan is wanted: then nothing is changed, and nothing is run.</summary>
    public bool IsPlan { get; init; }

    /// <summary>What the repository says of how its code should be, as it stood when the task began.</summary>
    public IReadOnlyList<RuleFile> Rules { get; init; } = [];

    /// <summary>The files and their members, as many as are worth their tokens.</summary>
    public IReadOnlyList<PayloadPart> Map { get; init; } = [];

    /// <summary>The commands that say whether the code is sound; the quickest first.</summary>
    public IReadOnlyList<CheckCommand> Checks { get; init; } = [];
}
