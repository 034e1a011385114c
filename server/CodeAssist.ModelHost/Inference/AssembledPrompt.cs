using CodeAssist.ModelHost.Inference.Healing;

namespace CodeAssist.ModelHost.Inference;

/// <param name="Tokens">The prompt as it will be decoded.</param>
/// <param name="TrimmedTokens">Tokens cut so that it fits.</param>
internal sealed record AssembledPrompt(int[] Tokens, int TrimmedTokens)
{
    /// <summary>How many tokens end where the caret stands; all of them where nobody says otherwise.</summary>
    public int CaretPosition { get; init; } = Tokens.Length;

    /// <summary>What every answer begins with, because the caret cuts its token; null where it cuts none.</summary>
    public CutText? Cut { get; init; }
}
