using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent;

/// <summary>What became of a task.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Summary">The model's last word on it; empty where it had none.</param>
/// <param name="Transcript">Everything that was said and done.</param>
/// <param name="Changes">What is different from before.</param>
/// <param name="Begin">How the files were before; null where that could not be kept.</param>
public sealed record AgentOutcome(AgentEnd End, string Summary, IReadOnlyList<TranscriptEntry> Transcript, IReadOnlyList<FileDifference> Changes, Checkpoint? Begin)
{
    public ModelSpending Spent => Transcript.OfType<TranscriptEntry.Step>().Aggregate(ModelSpending.None, (sum, step) => sum.Plus(step.Spent));
}
