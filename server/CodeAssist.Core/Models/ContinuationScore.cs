namespace CodeAssist.Core.Models;

/// <param name="LogProbability">Natural logarithm of the joint probability of the text's tokens; 0 for an empty text.</param>
/// <param name="Tokens">How many tokens that is.</param>
/// <param name="IsCut">Whether only so many tokens of it were scored, because it has more than the limit.</param>
/// <param name="EndLogProbability">
/// Natural logarithm of the probability that its line, or all text, ends after it; null where it was cut. Added to
/// <paramref name="LogProbability"/> it is the score of the text as a whole proposal and not as the beginning of one.
/// </param>
public sealed record ContinuationScore(double LogProbability, int Tokens, bool IsCut, double? EndLogProbability);
