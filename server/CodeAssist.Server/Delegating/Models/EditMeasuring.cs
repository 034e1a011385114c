using CodeAssist.Context.Outline;
using CodeAssist.Context;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Delegating.Models;

/// <summary>Has models measured in which form their edits come out right: once, before the first task, who costs nothing and runs here; anybody else only where the user asks for it.</summary>
/// <param name="forms">Remembers what came of it.</param>
/// <param name="tell">Told what is about to be done, in words for people.</param>
/// <param name="time">Takes the time.</param>
internal sealed class EditMeasuring(IEditFormMemory forms, Action<string> tell, TimeProvider time)
{
    private readonly EditTrial _trial = new(new EditPlanner(new CodeOutline(), LanguageIds.Of), time);

    /// <summary>Measures a model that nobody has measured yet, if it may be without a question. Whatever comes of it, the task goes on, unless it was cancelled.</summary>
    /// <param name="model">Who is about to do a task.</param>
    /// <param name="cancellationToken">Ends the task; the measurement is not begun again for the next one.</param>
    /// <returns>One sentence on what came of it; empty where nothing was measured.</returns>
    public async Task<string> OnceAsync(RoutedAgentModel model, CancellationToken cancellationToken)
    {
        if (model is not { Tier: Tier.Local, Model: { IsPriceKnown: true } routable } || routable.Price != TokenPrice.Free || forms.MeasurementOf(model.Identity) is not null)
        {
            return "";
        }

        var measurement = await MeasureAsync(model, EditTrialLimits.Unasked, cancellationToken);
        return measurement.Counts.Count == 0 ? "" : EditFormSentences.Of(model.Id, measurement);
    }

    /// <param name="model">Who is measured.</param>
    /// <param name="limits">How much that may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EditMeasurement> MeasureAsync(RoutedAgentModel model, EditTrialLimits limits, CancellationToken cancellationToken)
    {
        var measurement = await _trial.RunAsync(model.InBrief, limits, done => tell(EditFormSentences.Progress(model.Id, done)), cancellationToken);

        // Who could not be asked is asked the next time. Who cancelled it does not want to wait for it again.
        if (measurement.End is not EditMeasurementEnd.Failed)
        {
            forms.Keep(model.Identity, model.Id, measurement);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return measurement;
    }
}
