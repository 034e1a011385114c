namespace CodeAssist.Core.Routing;

/// <param name="InputTokens">Tokens of the whole question.</param>
/// <param name="OutputTokens">Most tokens of an answer.</param>
/// <param name="SmallestInputTokens">Tokens of the question when only its largest piece goes along; equal to <paramref name="InputTokens"/> where it cannot be split.</param>
public sealed record TaskSize(int InputTokens, int OutputTokens, int SmallestInputTokens)
{
    /// <summary>A question that is asked as a whole or not at all.</summary>
    public static TaskSize Whole(int inputTokens, int outputTokens) => new(inputTokens, outputTokens, inputTokens);
}
