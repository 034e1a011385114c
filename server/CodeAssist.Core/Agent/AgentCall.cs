using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent;

/// <summary>A tool call as a model made it.</summary>
/// <param name="Id">Names the call in its result; unique in its answer.</param>
/// <param name="Tool">Its name, as the model wrote it.</param>
/// <param name="Arguments">One JSON object, as text; whatever the model wrote where it is none.</param>
public sealed record AgentCall(string Id, string Tool, string Arguments)
{
    /// <summary>What it means; null where it means nothing.</summary>
    public AgentAction? Action { get; init; }

    /// <summary>Why it means nothing, for the model: one or two sentences. Null where it does.</summary>
    public string? Fault { get; init; }
}
