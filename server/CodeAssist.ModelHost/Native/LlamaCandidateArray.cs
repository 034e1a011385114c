using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>llama_token_data_array</c>: 32 bytes. Filled by <see cref="LlamaGrammar"/> only.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaCandidateArray
{
    public LlamaCandidate* Data;
    public nuint Size;
    public long Selected;
    public byte IsSorted;
}
