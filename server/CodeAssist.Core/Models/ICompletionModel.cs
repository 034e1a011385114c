using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Models;

/// <summary>The port through which the pipeline reaches a fill-in-the-middle model, wherever it runs.</summary>
public interface ICompletionModel
{
    /// <summary>The model, where it can answer at this moment. Looking at it starts nothing.</summary>
    CompletionModel? Ready { get; }

    /// <summary>How sure to be of what is said together with it; where it is not ready, of what is said without it.</summary>
    Confidence Confidence { get; }

    /// <summary>Says whether the model can answer, starting it where nobody has yet.</summary>
    /// <param name="patience">How long to wait for a model that is still loading; zero to be told at once.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Generates the text between prefix and suffix.</summary>
    /// <remarks>Cancelling stops the model within one step; failures of the world come back as <see cref="ModelReply.Failed"/>.</remarks>
    /// <param name="prompt">The prompt.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="onText">
    /// Told each piece of the answer as it comes, in order and in whole characters; together the pieces are the text of the answer. Never
    /// called once the task is over. Runs on the thread that reads from the model: it must be quick and must not throw. Null for none.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, Action<string>? onText, CancellationToken cancellationToken);

    /// <summary>Says how probable each of a few texts is between prefix and suffix, without generating any.</summary>
    /// <remarks>Cancellation and failures as in <see cref="GenerateAsync"/>, with which it shares the cached prompt.</remarks>
    /// <param name="prompt">The prompt.</param>
    /// <param name="continuations">At most 128 texts as they would stand behind the caret; more are refused.</param>
    /// <param name="limits">
    /// Those of a generation for the same prompt: with the same number of tokens the prompt is trimmed alike and stays cached. Only so
    /// many tokens of a continuation are scored; stop texts play no part.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ScoreReply> ScoreAsync(
        FimPrompt prompt, IReadOnlyList<string> continuations, GenerationLimits limits, CancellationToken cancellationToken);
}
