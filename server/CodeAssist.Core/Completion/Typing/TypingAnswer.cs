namespace CodeAssist.Core.Completion.Typing;

/// <param name="Outcome">What came of the request.</param>
/// <param name="Origin">What it cost.</param>
/// <param name="Held">How long the request waited before anybody was asked: for the next key, and for an answer under way that turned out to be another's.</param>
/// <param name="Worked">How long it was in work for this request, in the model and outside; without <paramref name="Held"/>.</param>
public sealed record TypingAnswer(CompletionOutcome Outcome, AnswerOrigin Origin, TimeSpan Held, TimeSpan Worked);
