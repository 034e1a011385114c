using CodeAssist.Core.Completion.Gating;

namespace CodeAssist.Core.Completion.Typing;

/// <param name="Document">The editor's name of the document: questions about one document give way to each other.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Gate">Who is turned away.</param>
/// <param name="Limits">How much it may cost.</param>
public sealed record TypingQuestion(string Document, CompletionRequest Request, CompletionGate Gate, CompletionLimits Limits)
{
    /// <summary>Whether what follows an accepted suggestion may be prepared before it is accepted.</summary>
    public bool PreparesNext { get; init; } = true;
}
