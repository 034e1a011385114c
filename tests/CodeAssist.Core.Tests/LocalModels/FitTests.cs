using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Tests.LocalModels;

/// <summary>How a model would run on a machine.</summary>
public sealed class FitTests
{
    private const long Giga = 1_000_000_000;

    // Qwen2.5-Coder-1.5B and 7B, as their report measures them.
    private static readonly NetworkShape _small = new(28, 1536, 2, 128, 8960, 151_936);
    private static readonly NetworkShape _large = new(28, 3584, 4, 128, 18_944, 152_064);

    [Fact]
    public void A_token_in_the_cache_takes_a_key_and_a_value_of_two_bytes_a_number_in_every_layer() =>
        Assert.Equal(2L * 28 * 2 * 128 * 2, _small.KeyValueBytesPerToken);

    [Fact]
    public void The_need_is_weights_and_cache_and_scratch()
    {
        var need = new ModelMeasures(1_650_000_000, 32_768, _small).At(contextTokens: 4_000, documents: 4, batchTokens: 128);

        Assert.Equal(1_650_000_000, need.Weights);
        Assert.Equal(4_096L * 4 * 28_672, need.KeyValues);
        Assert.Equal(need.Weights + need.KeyValues + need.Computation, need.Total);
        Assert.InRange(need.Computation, 64 << 20, 256 << 20);
    }

    [Theory]
    // A card with room: all of it there, with the context that a GPU reads quickly.
    [InlineData(32, 24, 12, FitVerdict.Gpu, 8_192, 28)]
    // Room for weights and less context.
    [InlineData(32, 24, 10.4, FitVerdict.Gpu, 4_096, 28)]
    // No room there: main memory.
    [InlineData(32, 24, 4, FitVerdict.Memory, 4_096, 0)]
    [InlineData(32, 24, 0, FitVerdict.Memory, 4_096, 0)]
    [InlineData(16, 9.9, 0, FitVerdict.Memory, 2_048, 0)]
    // Enough memory in all, but others have it.
    [InlineData(16, 6, 0, FitVerdict.Swaps, 4_096, 0)]
    [InlineData(8, 7, 0, FitVerdict.TooLarge, 2_048, 0)]
    public void The_ladder_goes_down_until_it_fits(double memory, double free, double video, FitVerdict verdict, int context, int layers)
    {
        var plan = FitPlanner.Plan(new ModelMeasures(8_100_000_000, 32_768, _large), new Machine((long)(memory * Giga), (long)(free * Giga), "GPU", (long)(video * Giga)));

        Assert.Equal((verdict, context, layers), (plan.Verdict, plan.ContextTokens, plan.LayersOnGpu));
        Assert.Equal(verdict is FitVerdict.Swaps or FitVerdict.TooLarge, plan.Warns);
    }

    [Theory]
    // Output and blocks of 260 MB: what fits beside keys and values, and scratch memory, with the context of the CPU.
    [InlineData(24, 8, null, FitVerdict.Partly, 21)]
    [InlineData(24, 4, null, FitVerdict.Partly, 8)]
    // The user may let it have less, also fewer than we would put there.
    [InlineData(24, 8, 12, FitVerdict.Partly, 12)]
    [InlineData(24, 12, 2, FitVerdict.Partly, 2)]
    [InlineData(24, 12, 28, FitVerdict.Gpu, 28)]
    // More than fits is not put there.
    [InlineData(24, 8, 27, FitVerdict.Partly, 21)]
    // Fewer than an eighth are not worth it.
    [InlineData(24, 2, null, FitVerdict.Memory, 0)]
    // The rest needs main memory that is free; less of that is needed than by all.
    [InlineData(6, 8, null, FitVerdict.Partly, 21)]
    [InlineData(2, 8, null, FitVerdict.Swaps, 0)]
    public void What_does_not_fit_on_the_gpu_as_a_whole_is_put_there_in_part(double free, double video, int? wanted, FitVerdict verdict, int layers)
    {
        var model = new ModelMeasures(8_100_000_000, 32_768, _large) { Shares = WeightShares.Even(8_100_000_000, _large, "Q8_0") };
        var machine = new Machine(32 * Giga, (long)(free * Giga), "GPU", (long)(video * Giga)) { MostGpuLayers = wanted };

        var plan = FitPlanner.Plan(model, machine);

        Assert.Equal((verdict, layers), (plan.Verdict, plan.LayersOnGpu));
        Assert.InRange(plan.OnGpu?.Total ?? 0, 0, machine.FreeVideoBytes);
        if (verdict is FitVerdict.Partly)
        {
            Assert.StartsWith($"GPU {layers} of 28 layers, ", FitSentences.Brief(plan), StringComparison.Ordinal);
            Assert.Equal(FitVerdict.Memory, FitPlanner.Plan(model, machine with { SharesMemory = true, MostGpuLayers = null, FreeMemoryBytes = 24 * Giga, FreeVideoBytes = Math.Min(machine.FreeVideoBytes, 8 * Giga) }).Verdict);
        }
    }

    [Fact]
    public void No_context_is_larger_than_what_the_model_was_trained_for() =>
        Assert.Equal(1_024, FitPlanner.Plan(new ModelMeasures(7_000_000, 1_024, _small), new Machine(16 * Giga, 8 * Giga, null, 0)).ContextTokens);

    [Fact]
    public void Where_the_network_is_not_known_the_need_is_called_a_least_one()
    {
        var plan = FitPlanner.Plan(new ModelMeasures(4 * Giga, 0, Shape: null), new Machine(16 * Giga, 8 * Giga, null, 0));

        Assert.Equal("CPU, at least 4.1 GB", FitSentences.Brief(plan));
    }

    [Fact]
    public void Who_would_make_the_machine_swap_is_told_before()
    {
        var machine = new Machine(16 * Giga, 6 * Giga, null, 0);
        var plan = FitPlanner.Plan(new ModelMeasures(8_100_000_000, 32_768, _large), machine);

        Assert.Contains("begin to swap", FitSentences.Warning(plan, machine), StringComparison.Ordinal);
        Assert.Null(FitSentences.Warning(plan with { Verdict = FitVerdict.Memory }, machine));
    }

    [Theory]
    [InlineData(1_000_000_000L, "Q8_0", 1_062_500_000L)]
    [InlineData(1_000_000_000L, "q4_k_m", 611_250_000L)]
    [InlineData(1_000_000_000L, "Q9_X", null)]
    [InlineData(null, "Q8_0", null)]
    public void The_size_of_a_file_that_is_not_here_follows_from_its_weights(long? parameters, string quantisation, long? bytes) =>
        Assert.Equal(bytes, Quantisations.BytesOf(parameters, quantisation));

    [Theory]
    [InlineData(16, 12, 0, "small")]
    [InlineData(64, 60, 0, "small")]
    [InlineData(64, 60, 16, "large")]
    [InlineData(1, 0.5, 0, null)]
    public void The_best_that_is_quick_enough_is_recommended_and_none_that_may_not_be_used_at_work(double memory, double free, double video, string? id)
    {
        OpenModel[] models = [Model("small", 1_540_000_000, _small, 49.8m), Model("large", 7_610_000_000, _large, 59.7m), Model("forbidden", 1_540_000_000, _small, 90m, CommercialUse.Forbidden)];

        Assert.Equal(id, Recommendation.For(models, ModelRole.Completion, new Machine((long)(memory * Giga), (long)(free * Giga), null, (long)(video * Giga)))?.Model.Id);
    }

    private static OpenModel Model(string id, long parameters, NetworkShape shape, decimal figure, CommercialUse use = CommercialUse.Allowed) =>
        new(id, id, [ModelRole.Completion])
        {
            Parameters = Fact(parameters),
            ContextTokens = Fact(32_768),
            Shape = Fact(shape),
            Commercial = Fact(use),
            Files = [new OpenModelFile("Q8_0", "hub", "a/b", "main", $"{id}.gguf")],
            Figures = [new PublishedFigure("CrossCodeEval C#, exact match", Fact(figure))],
        };

    private static Fact<T> Fact<T>(T value) => new(value, "https://example.org", new DateOnly(2026, 11, 22));
}
