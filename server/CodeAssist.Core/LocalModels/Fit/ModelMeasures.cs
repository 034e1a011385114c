namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>What memory a model needs, for any context.</summary>
/// <param name="WeightBytes">Bytes of all its weights, as they lie in the file.</param>
/// <param name="TrainedContext">Tokens that it was trained to read; 0 where nobody has said.</param>
/// <param name="Shape">Its network; null where nobody has said: then only the weights are counted, and the need is a least one.</param>
public sealed record ModelMeasures(long WeightBytes, int TrainedContext, NetworkShape? Shape)
{
    private const long Overhead = 64L << 20;
    private const long BlockTokens = 256;
    private const int MostScoredRows = 64;
    private const int ScoredBytes = 16 << 20;

    /// <summary>Where the weights lie; null where nobody has said: then a GPU takes all or nothing.</summary>
    public WeightShares? Shares { get; init; }

    /// <summary>What it takes.</summary>
    /// <remarks>
    /// As the model host counts before it loads (<c>MemoryEstimate</c>), after what llama.cpp allocates: the weights as they are in the file;
    /// for each token of the context, rounded up to 256, a key and a value of two bytes a number for each head that keeps them in each
    /// layer (llama-kv-cache.cpp); for each token of a batch a handful of rows of four-byte numbers as wide as the network and its widest
    /// layer, the logits of the rows that may ask for them (one for each document, and those of a text that is scored), and 64 MiB for what is the same for all.
    /// </remarks>
    /// <param name="contextTokens">Tokens of one document.</param>
    /// <param name="documents">Documents that are kept at once.</param>
    /// <param name="batchTokens">Tokens computed in one go.</param>
    public MemoryNeed At(int contextTokens, int documents, int batchTokens)
    {
        if (Shape is not { } shape)
        {
            return new MemoryNeed(WeightBytes, KeyValues: 0, Overhead);
        }

        var cells = (contextTokens + BlockTokens - 1) / BlockTokens * BlockTokens * documents;
        var rows = batchTokens * ((6L * shape.Width) + (3L * shape.FeedForwardWidth)) * sizeof(float);
        var scored = Math.Clamp(ScoredBytes / (Math.Max(1, shape.Vocabulary) * sizeof(float)), 1, MostScoredRows);
        var logits = 2L * (documents + scored) * shape.Vocabulary * sizeof(float);
        return new MemoryNeed(WeightBytes, cells * shape.KeyValueBytesPerToken, rows + logits + Overhead);
    }

    /// <summary>What it takes where a GPU computes some of its blocks. Keys and values lie where their blocks are; both sides need scratch memory.</summary>
    /// <param name="gpuBlocks">Blocks of the GPU, at least one and not all.</param>
    /// <param name="contextTokens">Tokens of one document.</param>
    /// <param name="documents">Documents that are kept at once.</param>
    /// <param name="batchTokens">Tokens computed in one go.</param>
    /// <exception cref="InvalidOperationException">Where the weights lie is not known.</exception>
    public PartedNeed Parted(int gpuBlocks, int contextTokens, int documents, int batchTokens)
    {
        var shares = Shares ?? throw new InvalidOperationException("Nobody has said where the weights lie.");
        var whole = At(contextTokens, documents, batchTokens);
        var keyValues = whole.KeyValues / shares.Blocks.Count * gpuBlocks;
        return new PartedNeed(
            new MemoryNeed(shares.OnGpu(gpuBlocks), keyValues, whole.Computation + shares.Borrowed(gpuBlocks)),
            new MemoryNeed(shares.InMemory(gpuBlocks), whole.KeyValues - keyValues, whole.Computation));
    }

    /// <summary>Measures of a file that is not here yet.</summary>
    /// <returns>Null where neither its size nor the number of its weights is known.</returns>
    public static ModelMeasures? Of(OpenModel model, OpenModelFile file) =>
        (file.Bytes?.Value ?? Quantisations.BytesOf(model.Parameters?.Value, file.Quantisation)) is { } bytes
            ? new ModelMeasures(bytes, model.ContextTokens?.Value ?? 0, model.Shape?.Value) { Shares = model.Shape is { Value: var shape } ? WeightShares.Even(bytes, shape, file.Quantisation) : null }
            : null;
}
