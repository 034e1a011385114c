namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>A model that suits this machine.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">Which of its files.</param>
/// <param name="Plan">How it would run.</param>
public sealed record Recommendation(OpenModel Model, OpenModelFile File, FitPlan Plan)
{
    // Every token that is written reads all weights once. On a CPU that is what the time goes into (a mixture reads less, but that is
    // not on every card), and the user who types waits for it.
    private const long MostOnCpuForTyping = 2_000_000_000;
    private const long MostOnCpuForAnswers = 6_000_000_000;

    private const string Measure = "CrossCodeEval C#, exact match";

    /// <summary>The best for a job among those that fit without swapping, are quick enough where they run, and may be used at work.</summary>
    /// <param name="models">What there is.</param>
    /// <param name="role">The job.</param>
    /// <param name="machine">Where it would run.</param>
    /// <returns>Null when nothing suits.</returns>
    public static Recommendation? For(IReadOnlyList<OpenModel> models, ModelRole role, Machine machine) =>
        models.Where(model => model.Roles.Contains(role) && !model.NeedsConsent)
            .SelectMany(model => model.Files, (model, file) => (Model: model, File: file, Measures: ModelMeasures.Of(model, file)))
            .Where(choice => choice.Measures is { Shape: not null })
            .Select(choice => new Recommendation(choice.Model, choice.File, FitPlanner.Plan(choice.Measures!, machine)))
            .Where(choice => choice.IsQuickEnough(role))
            .OrderByDescending(choice => choice.Model.Figures.FirstOrDefault(figure => figure.Test is Measure)?.Percent.Value ?? 0)
            .ThenByDescending(choice => choice.Model.Parameters?.Value ?? 0)
            .FirstOrDefault();

    private bool IsQuickEnough(ModelRole role) => Plan.Verdict switch
    {
        FitVerdict.Gpu => true,
        FitVerdict.Partly or FitVerdict.Memory => Plan.Need.Weights - (Plan.OnGpu?.Weights ?? 0) <= (role is ModelRole.Completion ? MostOnCpuForTyping : MostOnCpuForAnswers),
        _ => false,
    };
}
