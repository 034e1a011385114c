namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Says how a model would run here, going down the ladder until it fits: GPU, GPU with less context, main memory, main memory with less context.</summary>
public static class FitPlanner
{
    private const int Documents = 4;
    private const int GpuContext = 8_192;
    private const int GpuBatch = 512;
    private const int MemoryContext = 4_096;
    private const int MemoryBatch = 128;

    // Less than this holds no file and no snippets worth the name.
    private const int LeastContext = 2_048;

    // Drivers report memory as free that they need themselves.
    private const double UsableShare = 0.9;

    /// <param name="model">The model.</param>
    /// <param name="machine">What it would run on.</param>
    public static FitPlan Plan(ModelMeasures model, Machine machine)
    {
        var video = (long)(machine.FreeVideoBytes * UsableShare);
        foreach (var context in Contexts(model, GpuContext))
        {
            if (model.At(context, Documents, GpuBatch) is var need && need.Total <= video)
            {
                return new FitPlan(FitVerdict.Gpu, context, model.Shape?.Layers, need, model.Shape is null);
            }
        }

        foreach (var (verdict, room) in new[] { (FitVerdict.Memory, (long)(machine.FreeMemoryBytes * UsableShare)), (FitVerdict.Swaps, (long)(machine.MemoryBytes * UsableShare)) })
        {
            foreach (var context in Contexts(model, MemoryContext))
            {
                if (model.At(context, Documents, MemoryBatch) is var need && need.Total <= room)
                {
                    return new FitPlan(verdict, context, LayersOnGpu: 0, need, model.Shape is null);
                }
            }
        }

        var least = Contexts(model, MemoryContext).Last();
        return new FitPlan(FitVerdict.TooLarge, least, LayersOnGpu: 0, model.At(least, Documents, MemoryBatch), model.Shape is null);
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
