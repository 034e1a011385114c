namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Says how a model would run here, going down the ladder until it fits: all of it on the GPU, with less context, some of its blocks there, main memory, with less context.</summary>
/// <remarks>The model host goes down the same ladder when it loads (<c>Placement</c>), and a test holds the two together.</remarks>
public static class FitPlanner
{
    private const int Documents = 4;
    private const int GpuContext = 8_192;
    private const int GpuBatch = 512;
    private const int MemoryContext = 4_096;
    private const int MemoryBatch = 128;

    // Less than this holds no file and no snippets worth the name.
    private const int LeastContext = 2_048;

    // Fewer blocks on the GPU spare the CPU nothing that anybody would notice.
    private const int LeastShare = 8;

    // Drivers report memory as free that they need themselves.
    private const double UsableShare = 0.9;

    /// <param name="model">The model.</param>
    /// <param name="machine">What it would run on.</param>
    public static FitPlan Plan(ModelMeasures model, Machine machine)
    {
        if (OnGpu(model, machine) is { } onGpu)
        {
            return onGpu;
        }

        foreach (var (verdict, room) in new[] { (FitVerdict.Memory, (long)(machine.FreeMemoryBytes * UsableShare)), (FitVerdict.Swaps, (long)(machine.MemoryBytes * UsableShare)) })
        {
            foreach (var context in Contexts(model, MemoryContext))
            {
                if (model.At(context, Documents, MemoryBatch) is var need && need.Total <= room)
                {
                    return new FitPlan(verdict, context, LayersOnGpu: 0, need, model.Shape is null) { Layers = model.Shape?.Layers };
                }
            }
        }

        var least = Contexts(model, MemoryContext).Last();
        return new FitPlan(FitVerdict.TooLarge, least, LayersOnGpu: 0, model.At(least, Documents, MemoryBatch), model.Shape is null) { Layers = model.Shape?.Layers };
    }

    private static FitPlan? OnGpu(ModelMeasures model, Machine machine)
    {
        var video = (long)(machine.FreeVideoBytes * UsableShare);
        if (machine.MostGpuLayers is null || machine.MostGpuLayers >= model.Shape?.Layers)
        {
            foreach (var context in Contexts(model, GpuContext))
            {
                if (model.At(context, Documents, GpuBatch) is var need && need.Total <= video)
                {
                    return new FitPlan(FitVerdict.Gpu, context, model.Shape?.Layers, need, model.Shape is null) { Layers = model.Shape?.Layers };
                }
            }
        }

        if ((machine.SharesMemory && machine.MostGpuLayers is null) || video <= 0)
        {
            return null;
        }

        var memory = (long)(machine.FreeMemoryBytes * UsableShare);
        foreach (var context in Contexts(model, MemoryContext))
        {
            foreach (var blocks in Blocks(model, machine.MostGpuLayers))
            {
                if (model.Parted(blocks, context, Documents, GpuBatch) is var need && need.OnGpu.Total <= video)
                {
                    if (need.InMemory.Total <= memory)
                    {
                        return new FitPlan(FitVerdict.Partly, context, blocks, need.Both, IsLeast: false) { Layers = model.Shape!.Layers, OnGpu = need.OnGpu };
                    }

                    break;
                }
            }
        }

        return null;
    }

    // The most first.
    private static IEnumerable<int> Blocks(ModelMeasures model, int? wanted)
    {
        if (model.Shares is not { Blocks.Count: > 1 and var all })
        {
            return [];
        }

        var most = Math.Min(all - 1, wanted ?? all);
        var least = Math.Min(most, (all + LeastShare - 1) / LeastShare);
        return Enumerable.Range(least, most - least + 1).Reverse();
    }

    private static IEnumerable<int> Contexts(ModelMeasures model, int most)
    {
        var first = model.TrainedContext > 0 ? Math.Min(model.TrainedContext, most) : most;
        yield return first;
        for (var context = first / 2; context >= LeastContext; context /= 2)
        {
            yield return context;
        }
    }
}
