using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent;

/// <summary>Reaches a goal in many steps: asks a model, does what it calls for, tells it what came of it, and ends in time. Pure: models, hands and user are ports.</summary>
/// <remarks>Whatever ends a task leaves what was done until then, as a difference from how it began; only who gave the task keeps it or takes it back.</remarks>
/// <param name="models">Who is asked.</param>
/// <param name="hands">Who does it.</param>
/// <param name="user">Who wants it.</param>
/// <param name="forms">Remembers which edits suit which model.</param>
/// <param name="time">Takes the time.</param>
public sealed class AgentLoop(IAgentModels models, IAgentHands hands, IAgentUser user, IEditFormMemory forms, TimeProvider time)
{
    /// <param name="task">What is to be done.</param>
    /// <param name="limits">When it ends.</param>
    /// <param name="cancellationToken">Ends it, down to model and command; what was done until then is told.</param>
    public async Task<AgentOutcome> RunAsync(AgentTask task, AgentLimits limits, CancellationToken cancellationToken)
    {
        var begin = task.IsPlan ? null : await hands.MarkAsync(cancellationToken);
        if (begin is null && !task.IsPlan)
        {
            return new AgentOutcome(
                new AgentEnd(AgentEndReason.NoCheckpoint, "The state of the files could not be kept, so nothing was begun."), Summary: "", Transcript: [], Changes: [], Begin: null);
        }

        using var clock = new CancellationTokenSource(limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        var work = new AgentWork(models, hands, user, forms, task, limits, begin);
        AgentEnd end;
        try
        {
            end = await work.RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            end = cancellationToken.IsCancellationRequested
                ? new AgentEnd(AgentEndReason.Cancelled, "You ended it.")
                : new AgentEnd(AgentEndReason.Time, $"It took longer than {limits.Time:g}.");
        }

        // To its end also when somebody has had enough: nobody can keep or take back what is not told.
        var changes = begin is null ? [] : await hands.CompareAsync(begin, CancellationToken.None);
        return new AgentOutcome(end, work.Summary, work.Transcript, changes, begin);
    }
}
