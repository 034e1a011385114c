using CodeAssist.Context.CSharp.Likelihood;
using CodeAssist.Core.Models;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Likelihood;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Models.Local;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Reviewing;

/// <summary>The local completion model as a reviewer, where it is there and was measured.</summary>
/// <param name="model">The model that completes.</param>
/// <param name="path">Absolute path of its file, which the user may change.</param>
/// <param name="time">The clock.</param>
internal sealed class LikelihoodAtHand(ICompletionModel model, Func<string> path, TimeProvider time)
{
    /// <summary>A review is worth some waiting for a model that loads, a small one needs a second.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <param name="atHand">Null where there is no way to any model.</param>
    /// <param name="change">What is reviewed.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellationToken">Ends the wait for the model.</param>
    /// <returns>The reviewer, or one that says why it is silent.</returns>
    public static async Task<IReviewer> ReviewerAsync(LikelihoodAtHand? atHand, ChangeSet change, CodeAssistSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.ReviewLikelihood)
        {
            return Absent.SwitchedOff(LikelihoodReviewer.Name, "review.likelihood");
        }

        // Servers tell no likelihoods of given texts.
        return settings.CompletionEndpoint is not CompletionEndpointSetting.None
            ? Silent("A model server completes code here (completion.endpoint), and only a model of this program's own host can be asked how likely a line is.")
            : atHand is null
            ? Silent("No model can be started here. Run `codeassist doctor`.")
            : await atHand.ReviewerAsync(change, settings, cancellationToken);
    }

    private async Task<IReviewer> ReviewerAsync(ChangeSet change, CodeAssistSettings settings, CancellationToken cancellationToken)
    {
        var file = path();
        if (await FaultCalibrations.Shipped.OfAsync(file, cancellationToken) is not { Thresholds.Count: > 0 } calibration)
        {
            return Silent($"Nobody has measured which of its doubts '{Path.GetFileNameWithoutExtension(file)}' is right about. `npm run calibrate -- --model FILE` does; the built-in model is measured.");
        }

        // Nothing of it would be looked at: then no model is loaded for it.
        if (!change.Files.Any(file => file.New is { } text && calibration.Languages.Contains(text.Language, StringComparer.Ordinal)))
        {
            return Silent($"The change has no file in a language that it was measured for ({string.Join(", ", calibration.Languages)}).");
        }

        try
        {
            return await model.GetReadyAsync(_patience, cancellationToken) switch
            {
                ModelAvailability.Ready => new LikelihoodReviewer(
                    new AlternativesByLanguage(new CSharpAlternatives()), model, calibration, new LikelihoodBudget(TimeSpan.FromSeconds(settings.ReviewLikelihoodSeconds)), time),
                ModelAvailability.Unavailable { Failure: var failure } => Silent($"{failure.Message} {failure.NextStep}"),
                _ => Silent($"The model was not loaded within {_patience.TotalSeconds:0} s. Review again, or choose a smaller one."),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The review says itself that it was ended.
            return Silent("The review was ended before the model was loaded. Review again.");
        }
    }

    private static Absent Silent(string why) => new(LikelihoodReviewer.Name, why);
}
