namespace CodeAssist.Core.Completion;

/// <summary>One text that an editor may show.</summary>
/// <param name="InsertText">The text to show at the caret.</param>
/// <param name="ReplacedAfterCaret">How many UTF-16 code units after the caret <paramref name="InsertText"/> already contains and replaces.</param>
/// <param name="Source">Who suggests it, in words for people: <c>the workspace</c>, or a model and its device.</param>
/// <param name="Probability">How likely its source thinks it, 0 to 1.</param>
public sealed record Suggestion(string InsertText, int ReplacedAfterCaret, string Source, double Probability);
