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
    /// <summary>What all answers of all models took.</summary>
    public ModelSpending Spent => SpentIn(Transcript);

    public static ModelSpending SpentIn(IEnumerable<TranscriptEntry> transcript) => transcript.Aggregate(ModelSpending.None, (sum, entry) => entry switch
    {
        TranscriptEntry.Step step => sum.Plus(step.Spent),
        TranscriptEntry.Errand errand => sum.Plus(errand.Spent),
        TranscriptEntry.Compacted compacted => sum.Plus(compacted.Spent),
        _ => sum,
    });
}
