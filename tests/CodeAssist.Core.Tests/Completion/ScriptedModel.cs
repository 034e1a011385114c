using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion;

/// <summary>A model that says what it is told to and remembers what it was asked.</summary>
internal sealed class ScriptedModel(ModelReply reply) : ICompletionModel
{
    // Weights that believe a little of everybody.
    private static readonly MixWeights _together = new(
        [0.799, 0.449, 1.977, 0.027, 1.592, 0.363, -1.578, 1.907, -0.069],
        [1.139, 0.568, 0.553, 0.004]);

    private static readonly LineConfidence _weighed = new(Alone: null, _together, Show: 0.25, Certain: 0.6);

    public ModelAvailability Availability { get; set; } = new ModelAvailability.Ready(
        new CompletionModel("scripted", "CPU", FimLayout.SuffixFirstUnmarked, 1024, PromptSeparators.File, BeginsText: false, MinimumProbability: 0.3));

    /// <summary>Lines that were begun are weighed against the workspace, whole ones are not.</summary>
    public Confidence Confidence { get; set; } = new(_weighed, LineConfidence.Uncalibrated, _weighed);

    public CompletionModel? Ready => (Availability as ModelAvailability.Ready)?.Model;

    public List<FimPrompt> Prompts { get; } = [];

    /// <summary>The limits of each generation.</summary>
    public List<GenerationLimits> Limits { get; } = [];

    /// <summary>What it was asked to score.</summary>
    public List<string> Scored { get; } = [];

    /// <summary>Between what it was asked to score it.</summary>
    public List<FimPrompt> ScoredFor { get; } = [];

    /// <summary>How probable it finds a text, as a natural logarithm; null when it does not say.</summary>
    public Func<string, double>? Score { get; init; } = _ => -1;

    /// <summary>Done before it scores: a test may let time pass, or cancel.</summary>
    public Action OnScore { get; init; } = static () => { };

    /// <summary>It answers when this has ended; null where it answers at once.</summary>
    public TaskCompletionSource? Thinks { get; set; }

    public TimeSpan Patience { get; private set; }

    public static ScriptedModel Saying(string text, double probability = 1) =>
        Saying(text, probability, _ => -1);

    public static ScriptedModel Saying(string text, double probability, Func<string, double>? score) =>
        new(new ModelReply.Answered(text, probability, new ModelUsage(10, 5, 3, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(9)))) { Score = score };

    public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Patience = patience;
        return Task.FromResult(Availability);
    }

    public async Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        await (Thinks?.Task ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        Prompts.Add(prompt);
        Limits.Add(limits);
        if (reply is ModelReply.Answered answered)
        {
            onText?.Invoke(answered.Text);
        }

        return reply;
    }

    public Task<ScoreReply> ScoreAsync(
        FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken)
    {
        OnScore();
        cancellationToken.ThrowIfCancellationRequested();
        Scored.AddRange(continuations);
        ScoredFor.Add(prompt);
        if (Score is null)
        {
            return Task.FromResult<ScoreReply>(new ScoreReply.Failed(new ModelFailure(ModelFailureKind.TimedOut, "It takes too long.", "Wait.")));
        }

        return Task.FromResult<ScoreReply>(new ScoreReply.Scored(
            [.. continuations.Select(text => new ContinuationScore(Score(text), text.Length, IsCut: false, EndLogProbability: -1))],
            new ScoreUsage(10, 9, continuations.Sum(text => text.Length), TimeSpan.FromMilliseconds(5))));
    }
}
