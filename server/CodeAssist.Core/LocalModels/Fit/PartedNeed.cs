namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Memory that a model takes of which a GPU computes some blocks, and the CPU the others.</summary>
/// <param name="OnGpu">The GPU's.</param>
/// <param name="InMemory">Main memory.</param>
public sealed record PartedNeed(MemoryNeed OnGpu, MemoryNeed InMemory)
{
    /// <summary>Both together.</summary>
    public MemoryNeed Both => new(OnGpu.Weights + InMemory.Weights, OnGpu.KeyValues + InMemory.KeyValues, OnGpu.Computation + InMemory.Computation);
}
