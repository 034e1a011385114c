namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>A suggestion on its way to the user, and the question it answers.</summary>
/// <param name="Text">The text as far as the filters have come.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Shape">How much was asked for.</param>
/// <param name="ReplacedAfterCaret">Code units after the caret that the text replaces.</param>
public sealed record Draft(string Text, CompletionRequest Request, Prompting.AnswerShape Shape, int ReplacedAfterCaret);
