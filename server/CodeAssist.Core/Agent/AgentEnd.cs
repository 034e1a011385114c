namespace CodeAssist.Core.Agent;

/// <summary>How a task ended.</summary>
/// <param name="Reason">For code.</param>
/// <param name="Sentence">For people: what happened, and what to do where something can be done.</param>
public sealed record AgentEnd(AgentEndReason Reason, string Sentence)
{
    public bool IsFinished => Reason is AgentEndReason.Finished or AgentEndReason.FinishedUnchecked;
}
