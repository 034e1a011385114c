using System.Globalization;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Benchmarks.Quality;

/// <summary>Asks a model that says the same every time once for each question: what differs in a hole is often only what is made of the answer.</summary>
internal sealed class RememberingModel(ICompletionModel inner) : ICompletionModel
{
    private readonly Dictionary<string, ModelReply> _replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScoreReply> _scores = new(StringComparer.Ordinal);

    public CompletionModel? Ready => inner.Ready;

    public Confidence Confidence => inner.Confidence;

    public Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken) => inner.GetReadyAsync(patience, cancellationToken);

    public async Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken)
    {
        var question = Question(prompt, limits);
        if (!_replies.TryGetValue(question, out var reply))
        {
            _replies[question] = reply = await inner.GenerateAsync(prompt, limits, onText, cancellationToken);
        }

        return reply;
    }

    public async Task<ScoreReply> ScoreAsync(FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken)
    {
        var question = string.Join('\0', [Question(prompt, limits), .. continuations]);
        if (!_scores.TryGetValue(question, out var reply))
        {
            _scores[question] = reply = await inner.ScoreAsync(prompt, continuations, limits, cancellationToken);
        }

        return reply;
    }

    /// <summary>Another hole asks nothing of this one.</summary>
    public void Forget()
    {
        _replies.Clear();
        _scores.Clear();
    }

    private static string Question(FimPrompt prompt, GenerationLimits limits) => string.Join(
        '\0',
        [
            string.Create(CultureInfo.InvariantCulture, $"{limits.MaxTokens} {limits.Alternatives} {limits.BlockIndentation}"),
            .. limits.StopTexts,
            .. prompt.Parts.Select(part => part.ToString()!),
        ]);
}
