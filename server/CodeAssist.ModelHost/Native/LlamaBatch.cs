using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>llama_batch</c>: 56 bytes. Filled by <see cref="TokenBatch"/> only, which checks every row.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaBatch
{
    public int TokenCount;
    public int* Tokens;
    public float* Embeddings;
    public int* Positions;
    public int* SequenceCounts;
    public int** SequenceIds;
    public sbyte* WantsLogits;
}
