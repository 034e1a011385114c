using CodeAssist.Core.Completion.Gating;

namespace CodeAssist.Core.Completion;

/// <summary>Answers one question about one caret, as if nobody had ever asked before: <see cref="CompletionPipeline"/>.</summary>
public interface ICompleter
{
    /// <param name="request">The question.</param>
    /// <param name="gate">Who is turned away.</param>
    /// <param name="limits">How much it may cost.</param>
    /// <param name="onText">
    /// Is told each piece of what a suggestion will begin with, with line feeds, as soon as it is known; may never be called. Must be quick
    /// and must not throw.
    /// </param>
    /// <param name="cancellationToken">Ends it within one step of the model.</param>
    /// <exception cref="OperationCanceledException">The caller no longer wants an answer.</exception>
    Task<CompletionOutcome> CompleteAsync(
        CompletionRequest request, CompletionGate gate, CompletionLimits limits, Action<string>? onText, CancellationToken cancellationToken);
}
