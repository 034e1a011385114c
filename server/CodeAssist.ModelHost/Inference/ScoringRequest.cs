using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <param name="Slot">Requests of one slot share their prompt prefix.</param>
/// <param name="Prompt">The prompt in tokens.</param>
/// <param name="Priority">Who waits for whom.</param>
/// <param name="Continuations">What may follow it, in tokens; with the prompt each fits into the context.</param>
internal sealed record ScoringRequest(
    string Slot, AssembledPrompt Prompt, GenerationPriority Priority, IReadOnlyList<TokenizedContinuation> Continuations);
