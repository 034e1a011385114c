namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>How a model gets on with a machine, the best first.</summary>
public enum FitVerdict
{
    /// <summary>All of it fits on the GPU.</summary>
    Gpu,

    /// <summary>Some of its blocks fit on the GPU, and the others into the main memory that is free.</summary>
    Partly,

    /// <summary>It fits into the main memory that is free.</summary>
    Memory,

    /// <summary>It fits only if other programs give memory back: the machine would begin to swap.</summary>
    Swaps,

    /// <summary>It does not fit at all.</summary>
    TooLarge,
}
