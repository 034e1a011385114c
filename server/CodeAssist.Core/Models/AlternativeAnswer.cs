namespace CodeAssist.Core.Models;

/// <param name="Text">The text as generated, without the stop text.</param>
/// <param name="Probability">Joint probability of the generated tokens, 0 to 1.</param>
public sealed record AlternativeAnswer(string Text, double Probability);
