namespace CodeAssist.Core.Completion.Typing;

/// <param name="Outcome">What came of the request.</param>
/// <param name="Origin">What it cost.</param>
/// <param name="Held">How long the request was held back for the next key.</param>
/// <param name="Worked">How long it was in work for this request, in the model and outside; without <paramref name="Held"/>.</param>
public sealed record TypingAnswer(CompletionOutcome Outcome, AnswerOrigin Origin, TimeSpan Held, TimeSpan Worked);
