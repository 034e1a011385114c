using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>llama_context_params</c>: 160 bytes. Never built from zero; always what <see cref="LlamaApi.ContextDefaultParams"/> gave, changed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaContextParams
{
    /// <summary>Tokens of all sequences together.</summary>
    public uint ContextTokens;

    /// <summary>Most tokens of one decode; more ends the process.</summary>
    public uint BatchTokens;

    /// <summary>Tokens computed in one go; an abort loses at most these.</summary>
    public uint MicroBatchTokens;
    public uint Sequences;
    public uint RecurrentSnapshots;

    /// <summary>Most rows of one decode whose logits are asked for.</summary>
    public uint Outputs;
    public uint OutputsPerSequence;
    public int Threads;
    public int BatchThreads;
    public int ContextType;
    public int RopeScalingType;
    public int PoolingType;
    public int AttentionType;

    /// <summary>−1 automatic, 0 off, 1 on.</summary>
    public int FlashAttention;
    public float RopeFrequencyBase;
    public float RopeFrequencyScale;
    public float YarnExtensionFactor;
    public float YarnAttentionFactor;
    public float YarnBetaFast;
    public float YarnBetaSlow;
    public uint YarnOriginalContext;
    public float DefragmentThreshold;
    public nint EvaluationCallback;
    public void* EvaluationUserData;

    /// <summary>Element type of the keys; 1 is F16.</summary>
    public int KeyType;

    /// <summary>Element type of the values; 1 is F16.</summary>
    public int ValueType;

    /// <summary>Asked before every node of the graph on the CPU; anything but 0 aborts the decode.</summary>
    public delegate* unmanaged[Cdecl]<void*, byte> AbortCallback;
    public void* AbortUserData;
    public byte Embeddings;
    public byte OffloadKeyValues;
    public byte NoPerformanceCounters;
    public byte OffloadOperations;
    public byte FullSlidingWindow;

    /// <summary>1: one buffer for all sequences, 0: one for each.</summary>
    public byte UnifiedKeyValues;
    public nint Samplers;
    public nuint SamplerCount;
    public nint OtherContext;
}
