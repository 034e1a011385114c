namespace CodeAssist.ModelHost.Inference;

/// <summary>Chooses the next token of one generation from the logits of the last one.</summary>
internal interface ITokenChooser
{
    /// <summary>Whether it always takes the most likely token: then drafts can be verified against what it takes.</summary>
    bool IsGreedy => false;

    /// <returns>Null when the logits are not all numbers: the weights are damaged or the device computes nonsense.</returns>
    TokenChoice? Choose(ReadOnlySpan<float> logits);
}
