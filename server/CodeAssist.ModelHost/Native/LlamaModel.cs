using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>The weights and vocabulary of one file, on one device.</summary>
internal sealed unsafe class LlamaModel : IDisposable
{
    private LlamaModel(LlamaModelHandle handle)
    {
        Handle = handle;
        Vocabulary = new Vocabulary(handle, LlamaApi.ModelVocabulary(handle));
    }

    public LlamaModelHandle Handle { get; }

    /// <summary>The adapter of its contexts, or 0. It is the model's: llama.cpp frees it with it.</summary>
    public nint Adapter { get; private set; }

    public Vocabulary Vocabulary { get; }

    public int TrainedContext => LlamaApi.ModelTrainedContext(Handle);

    public long ParameterCount => (long)LlamaApi.ModelParameterCount(Handle);

    public long ByteCount => (long)LlamaApi.ModelByteCount(Handle);

    /// <summary>Whether it continues text at all: an embedding model, say, does not.</summary>
    public bool GeneratesText => LlamaApi.ModelHasDecoder(Handle) != 0 && LlamaApi.ModelHasEncoder(Handle) == 0;

    /// <param name="paths">A file that <c>GgufFile</c> found valid, with all its parts.</param>
    /// <param name="device">Device of llama.cpp's list, or 0 for the CPU.</param>
    /// <param name="gpuLayers">Blocks that the device computes, the last of the network, and with them the answers; null for all. Without a device none.</param>
    /// <param name="progress">Told a fraction of 0 to 1, on this thread; returns false to give up.</param>
    /// <returns>Null when llama.cpp refuses the file or the load was given up; its log says why.</returns>
    public static LlamaModel? TryLoad(IReadOnlyList<string> paths, nint device, int? gpuLayers, Func<float, bool> progress)
    {
        var devices = stackalloc nint[2] { device, 0 };
        var parameters = LlamaApi.ModelDefaultParams();
        parameters.Devices = devices;

        // llama.cpp counts what makes the answer as one more block, and gives it to the device first.
        parameters.GpuLayers = device == 0 ? 0 : gpuLayers + 1 ?? -1;
        parameters.ProgressCallback = &OnProgress;

        var pinned = GCHandle.Alloc(progress);
        try
        {
            parameters.ProgressUserData = (void*)GCHandle.ToIntPtr(pinned);
            var handle = new LlamaModelHandle(Load(paths, parameters));
            if (!handle.IsInvalid)
            {
                return new LlamaModel(handle);
            }

            handle.Dispose();
            return null;
        }
        finally
        {
            pinned.Free();
        }
    }

    /// <summary>Loads a LoRA adapter for all contexts that are made from now on; llama.cpp plans a context for the adapters that are there before it.</summary>
    /// <param name="path">A file that <c>AdapterFile</c> found valid for this model.</param>
    /// <returns>False when llama.cpp refuses it; its log says why.</returns>
    public bool TryAdapt(string path)
    {
        if (Adapter != 0)
        {
            throw new InvalidOperationException("The model has an adapter already.");
        }

        Adapter = LlamaApi.AdapterInit(Handle, path);
        return Adapter != 0;
    }

    public void Dispose() => Handle.Dispose();

    private static nint Load(IReadOnlyList<string> paths, LlamaModelParams parameters)
    {
        if (paths is [var only])
        {
            return LlamaApi.ModelLoadFromFile(only, parameters);
        }

        var texts = stackalloc nint[paths.Count];
        try
        {
            for (var i = 0; i < paths.Count; i++)
            {
                texts[i] = Marshal.StringToCoTaskMemUTF8(paths[i]);
            }

            return LlamaApi.ModelLoadFromSplits((byte**)texts, (nuint)paths.Count, parameters);
        }
        finally
        {
            for (var i = 0; i < paths.Count; i++)
            {
                Marshal.FreeCoTaskMem(texts[i]);
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnProgress(float fraction, void* userData)
    {
        var progress = (Func<float, bool>)GCHandle.FromIntPtr((nint)userData).Target!;
        return (byte)(progress(fraction) ? 1 : 0);
    }
}
