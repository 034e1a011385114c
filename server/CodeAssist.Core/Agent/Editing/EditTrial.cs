using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Agent.Models;

namespace CodeAssist.Core.Agent.Editing;

/// <summary>Measures in which form a model's edits come out right: gives it the exercises, carries each answer out in memory, as a task would, and compares what came of it.</summary>
/// <param name="planner">What carries edits out in a task.</param>
/// <param name="time">Takes the time, and tells the day.</param>
public sealed class EditTrial(EditPlanner planner, TimeProvider time)
{
    /// <param name="model">Who is measured.</param>
    /// <param name="limits">How much it may take.</param>
    /// <param name="tell">Told before each exercise how many are done.</param>
    /// <param name="cancellationToken">Ends it, down to the model. No exception: what came of it until then is told.</param>
    public async Task<EditMeasurement> RunAsync(IAgentModel model, EditTrialLimits limits, Action<int> tell, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        Dictionary<EditForm, EditFormCount> counts = [];
        var tokens = 0L;
        var end = EditMeasurementEnd.Complete;
        foreach (var (index, exercise) in EditExercises.All.Index())
        {
            if (tokens >= limits.Tokens)
            {
                end = EditMeasurementEnd.Limit;
                break;
            }

            tell(index);
            try
            {
                // All the tools of a task: whoever takes another one would do so there, too.
                var turn = await model.AskAsync(exercise.Question, ToolOffer.Acting, either.Token);
                tokens += turn.Spent.Tokens.Input + turn.Spent.Tokens.Output;
                if (turn is ModelTurn.Failed)
                {
                    end = EditMeasurementEnd.Failed;
                    break;
                }

                var known = counts.GetValueOrDefault(exercise.Form) ?? new EditFormCount(exercise.Form, 0, 0);
                counts[exercise.Form] = known with { Tried = known.Tried + 1, Fitted = known.Fitted + (exercise.IsSolvedBy(turn, planner) ? 1 : 0) };
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                end = cancellationToken.IsCancellationRequested ? EditMeasurementEnd.Cancelled : EditMeasurementEnd.Limit;
                break;
            }
        }

        return new EditMeasurement(DateOnly.FromDateTime(time.GetLocalNow().Date), tokens, end, [.. counts.Values.OrderBy(count => count.Form)]);
    }
}
