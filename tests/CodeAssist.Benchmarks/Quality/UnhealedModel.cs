using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>A model that goes on behind the caret as it stands, whatever token the caret cuts.</summary>
internal sealed class UnhealedModel(ICompletionModel inner) : ICompletionModel
{
    public CompletionModel? Ready => inner.Ready;

    public Confidence Confidence => inner.Confidence;

    public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken) => inner.GetReadyAsync(patience, cancellationToken);

    public Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken) =>
        inner.GenerateAsync(Unhealed(prompt), limits, onText, cancellationToken);

    public Task<ScoreReply> ScoreAsync(FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken) =>
        inner.ScoreAsync(Unhealed(prompt), continuations, limits, cancellationToken);

    private static FimPrompt Unhealed(FimPrompt prompt) => prompt with
    {
        Parts = [.. prompt.Parts.Select(part => part is PromptPart.Prefix prefix ? prefix with { IsHealed = false } : part)],
    };
}
