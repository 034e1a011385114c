namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>How a model would run on a machine.</summary>
/// <param name="Verdict">How well it fits.</param>
/// <param name="ContextTokens">Tokens of context for one document.</param>
/// <param name="LayersOnGpu">Blocks that the GPU computes: all or none, as the model host does it; null where their number is not known.</param>
/// <param name="Need">Memory that it takes so.</param>
/// <param name="IsLeast">Whether the need is only what is known of it.</param>
public sealed record FitPlan(FitVerdict Verdict, int ContextTokens, int? LayersOnGpu, MemoryNeed Need, bool IsLeast)
{
    /// <summary>Whether to warn before it is started.</summary>
    public bool Warns => Verdict is FitVerdict.Swaps or FitVerdict.TooLarge;
}
