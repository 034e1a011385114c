using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Benchmarks.Together;

/// <summary>A model that is not there: what the pipeline then makes of the workspace alone is what a model has to beat.</summary>
/// <param name="confidence">How sure to be of what is said without it.</param>
internal sealed class NoModel(Confidence confidence) : ICompletionModel
{
    private static readonly ModelFailure _absent = new(ModelFailureKind.HostUnavailable, "There is none.", "Measure the workspace alone.");

    public CompletionModel? Ready => null;

    public Confidence Confidence => confidence;

    public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Unavailable(_absent));

    public Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken) =>
        Task.FromResult<ModelReply>(new ModelReply.Failed(_absent));

    public Task<ScoreReply> ScoreAsync(FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken) =>
        Task.FromResult<ScoreReply>(new ScoreReply.Failed(_absent));
}
