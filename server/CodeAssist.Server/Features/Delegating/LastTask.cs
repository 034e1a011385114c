using CodeAssist.Core.Agent.Actions;
using CodeAssist.Server.Delegating.Hands;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>The task that ended last and can be undone.</summary>
/// <param name="Goal">What was wanted.</param>
/// <param name="Hands">Who carried it out.</param>
/// <param name="Begin">How the files were before.</param>
internal sealed record LastTask(string Goal, AgentHands Hands, Checkpoint Begin);
