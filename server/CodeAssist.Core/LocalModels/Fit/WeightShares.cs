namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Where the weights of a model lie, as llama.cpp divides them between a GPU and the CPU. All in bytes.</summary>
/// <param name="Input">What always stays with the CPU: the table of embeddings.</param>
/// <param name="Output">What goes to the GPU with the first block. Where the table of embeddings serves for answers, too, a second copy of it.</param>
/// <param name="Blocks">Each block of the network, from first to last. A GPU takes them from the end.</param>
public sealed record WeightShares(long Input, long Output, IReadOnlyList<long> Blocks)
{
    // Where nothing is known of the table, it is not taken for more than this share of all.
    private const int MostTableShare = 4;

    /// <summary>What the shares of a file are, about, that nobody has looked into: blocks of one size between two tables.</summary>
    /// <param name="bytes">All its weights.</param>
    /// <param name="shape">Its network.</param>
    /// <param name="quantisation">How its numbers are stored.</param>
    public static WeightShares Even(long bytes, NetworkShape shape, string quantisation)
    {
        var table = Math.Min(Quantisations.BytesOf((long)shape.Vocabulary * shape.Width, quantisation) ?? 0, bytes / MostTableShare);
        return new WeightShares(table, table, [.. Enumerable.Repeat((bytes - (2 * table)) / shape.Layers, shape.Layers)]);
    }

    /// <summary>Bytes that a GPU takes with so many blocks, at least one.</summary>
    public long OnGpu(int blocks) => Output + Blocks.Skip(Blocks.Count - blocks).Sum();

    /// <summary>Bytes that stay in main memory then.</summary>
    public long InMemory(int blocks) => Input + Blocks.SkipLast(blocks).Sum();

    /// <summary>Bytes that the GPU borrows for a long step, which it computes with the CPU's blocks, too, one after the other.</summary>
    public long Borrowed(int blocks) => Blocks.SkipLast(blocks).DefaultIfEmpty().Max();
}
