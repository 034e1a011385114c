namespace CodeAssist.ModelHost.Inference;

/// <param name="Tokens">The tokens to score.</param>
/// <param name="IsCut">Whether there are more that found no room.</param>
internal sealed record TokenizedContinuation(int[] Tokens, bool IsCut);
