namespace CodeAssist.ModelHost.Inference.Speculation;

/// <param name="Source">Where it comes from.</param>
/// <param name="Tokens">What may follow; never empty.</param>
internal sealed record Draft(DraftSource Source, int[] Tokens);
