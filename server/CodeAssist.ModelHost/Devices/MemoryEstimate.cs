using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Devices;

/// <summary>What a model needs on a device: a GPU that runs out of memory ends the process, so we ask before.</summary>
/// <param name="Weights">Bytes of the weights.</param>
/// <param name="KeyValues">Bytes of the cache of all sequences.</param>
/// <param name="Computation">Bytes of scratch memory, estimated generously.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryEstimate(long Weights, long KeyValues, long Computation)
{
    private const long Overhead = 64L << 20;

    public long Total => Weights + KeyValues + Computation;

    /// <param name="header">The model.</param>
    /// <param name="contextTokens">Tokens of one sequence.</param>
    /// <param name="sequences">Sequences kept at once.</param>
    /// <param name="microBatchTokens">Tokens computed in one go.</param>
    public static MemoryEstimate For(GgufHeader header, int contextTokens, int sequences, int microBatchTokens)
    {
        // llama.cpp rounds the context of a sequence up to a multiple of 256.
        var cells = (contextTokens + 255L) / 256 * 256 * sequences;

        // A row of activations in a handful of buffers at once, and the logits of the rows that ask for them.
        var widest = (6L * header.EmbeddingLength) + (3L * header.FeedForwardLength);
        var activations = microBatchTokens * widest * sizeof(float);
        var logits = (long)ContextShape.Outputs(sequences, header.VocabularySize) * header.VocabularySize * sizeof(float) * 2;
        return new MemoryEstimate(header.TensorBytes, cells * header.KeyValueBytesPerToken, activations + logits + Overhead);
    }

    /// <summary>The same of a model of which a GPU computes some blocks: those at its end.</summary>
    /// <param name="header">The model.</param>
    /// <param name="gpuLayers">Blocks of the GPU, at least one and not all.</param>
    /// <param name="contextTokens">Tokens of one sequence.</param>
    /// <param name="sequences">Sequences kept at once.</param>
    /// <param name="microBatchTokens">Tokens computed in one go.</param>
    public static (MemoryEstimate OnGpu, MemoryEstimate InMemory) Parted(GgufHeader header, int gpuLayers, int contextTokens, int sequences, int microBatchTokens)
    {
        var (input, output, blocks) = header.Weights;
        var whole = For(header, contextTokens, sequences, microBatchTokens);
        var cpuBlocks = blocks.SkipLast(gpuLayers).ToList();
        var keyValues = whole.KeyValues / blocks.Count * gpuLayers;

        // A long step goes to the GPU with the CPU's blocks, too, one after the other.
        var onGpu = new MemoryEstimate(output + blocks.Skip(cpuBlocks.Count).Sum(), keyValues, whole.Computation + cpuBlocks.DefaultIfEmpty().Max());
        return (onGpu, new MemoryEstimate(input + cpuBlocks.Sum(), whole.KeyValues - keyValues, whole.Computation));
    }
}
