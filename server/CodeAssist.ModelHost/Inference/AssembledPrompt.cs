namespace CodeAssist.ModelHost.Inference;

/// <param name="Tokens">The prompt as it will be decoded.</param>
/// <param name="TrimmedTokens">Tokens cut so that it fits.</param>
internal sealed record AssembledPrompt(int[] Tokens, int TrimmedTokens)
{
    /// <summary>How many tokens end where the caret stands; all of them where nobody says otherwise.</summary>
    public int CaretPosition { get; init; } = Tokens.Length;
}
