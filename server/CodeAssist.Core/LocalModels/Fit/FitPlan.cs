namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>How a model would run on a machine.</summary>
/// <param name="Verdict">How well it fits.</param>
/// <param name="ContextTokens">Tokens of context for one document.</param>
/// <param name="LayersOnGpu">Blocks that the GPU computes; null where their number is not known.</param>
/// <param name="Need">Memory that it takes so, on the GPU and beside it.</param>
/// <param name="IsLeast">Whether the need is only what is known of it.</param>
public sealed record FitPlan(FitVerdict Verdict, int ContextTokens, int? LayersOnGpu, MemoryNeed Need, bool IsLeast)
{
    /// <summary>Blocks of its network; null where their number is not known.</summary>
    public int? Layers { get; init; }

    /// <summary>What of the need is the GPU's, where it computes some of the blocks; null else.</summary>
    public MemoryNeed? OnGpu { get; init; }

    /// <summary>Whether to warn before it is started.</summary>
    public bool Warns => Verdict is FitVerdict.Swaps or FitVerdict.TooLarge;
}
