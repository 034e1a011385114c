using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>llama_model_params</c>: 80 bytes. Never built from zero; always what <see cref="LlamaApi.ModelDefaultParams"/> gave, changed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaModelParams
{
    /// <summary>Array of devices ending in null; an array of just null means: no device but the CPU.</summary>
    public nint* Devices;
    public nint TensorBufferOverrides;

    /// <summary>Layers to offload; negative for all.</summary>
    public int GpuLayers;
    public int SplitMode;

    /// <summary>−1 automatic, 0 read, 1 map.</summary>
    public int LoadMode;
    public int LazyMode;
    public int MainGpu;
    public float* TensorSplit;

    /// <summary>Called with a fraction of 0 to 1; returning 0 gives the load up.</summary>
    public delegate* unmanaged[Cdecl]<float, void*, byte> ProgressCallback;
    public void* ProgressUserData;
    public nint KeyValueOverrides;
    public byte VocabularyOnly;
    public byte CheckTensors;
    public byte UseExtraBuffers;
    public byte NoHost;
    public byte NoAllocation;
    public byte LoadMultiTokenPrediction;
}
