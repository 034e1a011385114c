using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Models;

/// <summary>The port through which the pipeline reaches a fill-in-the-middle model, wherever it runs.</summary>
public interface ICompletionModel
{
    /// <summary>Says whether the model can answer, starting it where nobody has yet.</summary>
    /// <param name="patience">How long to wait for a model that is still loading; zero to be told at once.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    Task<ModelAvailability> GetReadyAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Generates the text between prefix and suffix.</summary>
    /// <remarks>Cancelling stops the model within one step; failures of the world come back as <see cref="ModelReply.Failed"/>.</remarks>
    Task<ModelReply> GenerateAsync(FimPrompt prompt, GenerationLimits limits, CancellationToken cancellationToken);
}
