using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices;

/// <summary>Goes down until a model fits: all of it on the GPU, with less context, some of its blocks there, main memory, with less context.</summary>
/// <remarks>What <c>models list</c> says of a file goes down the same ladder (<c>FitPlanner</c>), and a test holds the two together.</remarks>
/// <param name="header">The model.</param>
/// <param name="options">What was asked for: a context that was is kept or refused; our own choice gives way.</param>
internal sealed class PlacementLadder(GgufHeader header, LoadOptions options)
{
    private const int DefaultSequences = 4;
    private const int CpuMicroBatch = 128;
    private const int GpuMicroBatch = 512;
    private const int CpuContext = 4_096;
    private const int GpuContext = 8_192;

    // Less than this holds no file and no snippets worth the name; it is taken where there is nothing below on the ladder.
    private const int LeastContext = 2_048;
    private const int LastContext = 512;

    // Fewer blocks on the GPU spare the CPU nothing that anybody would notice.
    private const int LeastShare = 8;

    private const int MostThreads = 8;
    private const long SmallModelParameters = 50_000_000;

    // Drivers report memory as free that they need themselves.
    private const double UsableShare = 0.9;

    private readonly int _sequences = options.Sequences ?? DefaultSequences;

    private static long MemoryBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <param name="gpu">The device.</param>
    /// <param name="shape">The context to make.</param>
    /// <param name="gpuLayers">Blocks that the GPU computes; null for all.</param>
    /// <returns>Null where it fits, else a sentence why not.</returns>
    public string? FindOnGpu(DeviceDescription gpu, out ContextShape? shape, out int? gpuLayers)
    {
        (shape, gpuLayers) = (null, null);
        var free = (long)(gpu.FreeBytes * UsableShare);
        var mayTakeAll = options.GpuLayers is null || options.GpuLayers >= header.Layers;
        if (mayTakeAll && Contexts(GpuContext, LeastContext).Cast<int?>().FirstOrDefault(context => WholeNeed(context!.Value, GpuMicroBatch).Total <= free) is { } whole)
        {
            shape = Shape(whole, GpuMicroBatch, onGpu: true);
            return null;
        }

        // Of a chip that has no memory of its own, what does not fit has no second place. The user may want it all the same.
        if ((gpu.Kind is not DeviceKind.IntegratedGpu || options.GpuLayers is not null) && FindParted(free) is var (context, layers))
        {
            (shape, gpuLayers) = (Shape(context, GpuMicroBatch, onGpu: true), layers);
            return null;
        }

        // With nothing below, less context is better than nothing.
        if (mayTakeAll && options.Device is not DevicePreference.Automatic && Contexts(GpuContext, LastContext).Last() is var last && WholeNeed(last, GpuMicroBatch).Total <= free)
        {
            shape = Shape(last, GpuMicroBatch, onGpu: true);
            return null;
        }

        return Lacks(gpu.Name, Contexts(GpuContext, LeastContext).Last(), GpuMicroBatch, free);
    }

    /// <param name="cpu">The device.</param>
    /// <param name="shape">The context to make.</param>
    /// <returns>Null where it fits, else a sentence why not.</returns>
    public string? FindInMemory(DeviceDescription cpu, out ContextShape? shape)
    {
        var free = MemoryBytes;
        foreach (var context in Contexts(CpuContext, LastContext))
        {
            if (WholeNeed(context, CpuMicroBatch).Total <= free)
            {
                shape = Shape(context, CpuMicroBatch, onGpu: false);
                return null;
            }
        }

        shape = null;
        return Lacks(cpu.Name, Contexts(CpuContext, LastContext).Last(), CpuMicroBatch, free);
    }

    private (int Context, int Layers)? FindParted(long free)
    {
        foreach (var context in Contexts(CpuContext, LeastContext))
        {
            foreach (var layers in Parts())
            {
                var (onGpu, inMemory) = MemoryEstimate.Parted(header, layers, context, _sequences, GpuMicroBatch);
                if (onGpu.Total <= free)
                {
                    if (inMemory.Total <= MemoryBytes)
                    {
                        return (context, layers);
                    }

                    break;
                }
            }
        }

        return null;
    }

    // The most first.
    private IEnumerable<int> Parts()
    {
        var all = header.Weights.Blocks.Count;
        if (all <= 1)
        {
            return [];
        }

        var most = Math.Min(all - 1, options.GpuLayers ?? all);
        var least = Math.Min(most, (all + LeastShare - 1) / LeastShare);
        return Enumerable.Range(least, most - least + 1).Reverse();
    }

    private IEnumerable<int> Contexts(int most, int least)
    {
        var first = Math.Min(header.ContextTokens, options.ContextTokens ?? most);
        yield return first;
        for (var context = first / 2; options.ContextTokens is null && context >= least; context /= 2)
        {
            yield return context;
        }
    }

    private MemoryEstimate WholeNeed(int context, int microBatch) => MemoryEstimate.For(header, context, _sequences, microBatch);

    private ContextShape Shape(int context, int microBatch, bool onGpu) => new(context, _sequences, microBatch, Threads(), onGpu);

    // One core stays with the editor and the compiler: threads that wait for a core they do not get spin and make all of them slow.
    // A small model is done before several threads have even met.
    private int Threads() =>
        options.Threads ?? (header.Parameters < SmallModelParameters ? 1 : Math.Clamp(Environment.ProcessorCount - 1, 1, MostThreads));

    private string Lacks(string device, int context, int microBatch, long free)
    {
        var need = WholeNeed(context, microBatch);
        return $"{header.Name} needs about {Megabytes(need.Total)} on {device} "
            + $"(weights {Megabytes(need.Weights)}, {_sequences} contexts of {context} tokens {Megabytes(need.KeyValues)}); "
            + $"{Megabytes(free)} can be used.";
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:N0} MB");
}
