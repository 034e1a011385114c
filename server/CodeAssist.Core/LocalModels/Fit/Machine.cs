namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>What of this machine matters to a model, as the model host measures it.</summary>
/// <param name="MemoryBytes">Main memory in all.</param>
/// <param name="FreeMemoryBytes">Main memory that is free now.</param>
/// <param name="VideoName">Name of the GPU that would be used; null for none.</param>
/// <param name="FreeVideoBytes">Its memory that is free for models; 0 for none.</param>
public sealed record Machine(long MemoryBytes, long FreeMemoryBytes, string? VideoName, long FreeVideoBytes)
{
    /// <summary>Whether the GPU's memory is a part of main memory: what does not fit there has no second place.</summary>
    public bool SharesMemory { get; init; }

    /// <summary>Most blocks of a network that the user lets the GPU compute; null for as many as fit.</summary>
    public int? MostGpuLayers { get; init; }
}
