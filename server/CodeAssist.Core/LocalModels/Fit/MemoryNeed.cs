namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Memory that a model takes while it runs, in bytes.</summary>
/// <param name="Weights">Its numbers.</param>
/// <param name="KeyValues">What is kept of the tokens that it has read.</param>
/// <param name="Computation">Scratch memory, estimated generously.</param>
public sealed record MemoryNeed(long Weights, long KeyValues, long Computation)
{
    public long Total => Weights + KeyValues + Computation;
}
