using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Devices;

/// <summary>What is said of a model before it is downloaded is what the host counts before it loads it.</summary>
public sealed class MemoryEstimateTests
{
    private static readonly GgufHeader _builtIn = Read();

    [Theory]
    [InlineData(4_096, 28, 1_536, 8_960, 28_672)]
    [InlineData(32_000, 32, 4_096, 11_008, 524_288)]
    [InlineData(151_936, 24, 896, 4_864, 12_288)]
    [InlineData(262_144, 26, 2_304, 0, 106_496)]
    public void The_plan_for_a_model_and_the_hosts_estimate_are_the_same_number(int vocabulary, int layers, int width, int widest, long keyValues)
    {
        var header = _builtIn with
        {
            VocabularySize = vocabulary, Layers = layers, EmbeddingLength = width, FeedForwardLength = widest, KeyValueBytesPerToken = keyValues, TensorBytes = 1_650_000_000, ContextTokens = 32_768,
        };
        var heads = new NetworkShape(layers, width, 1, (int)(keyValues / (4L * layers)), widest, vocabulary);
        var measures = new ModelMeasures(header.TensorBytes, header.ContextTokens, heads);

        foreach (var (context, documents, batch) in new[] { (512, 1, 128), (4_000, 4, 128), (8_192, 4, 512), (8_192, 16, 512) })
        {
            var estimate = MemoryEstimate.For(header, context, documents, batch);
            Assert.Equal(new MemoryNeed(estimate.Weights, estimate.KeyValues, estimate.Computation), measures.At(context, documents, batch));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(27)]
    public void They_are_the_same_where_a_gpu_computes_some_of_the_blocks(int onGpu)
    {
        var (header, measures) = Both(28);

        var (gpu, memory) = MemoryEstimate.Parted(header, onGpu, 4_096, 4, 512);

        Assert.Equal(new PartedNeed(new(gpu.Weights, gpu.KeyValues, gpu.Computation), new(memory.Weights, memory.KeyValues, memory.Computation)), measures.Parted(onGpu, 4_096, 4, 512));
        Assert.Equal(header.TensorBytes, gpu.Weights + memory.Weights);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    [InlineData(40)]
    public void What_is_said_to_fit_is_what_the_host_does(int? wanted)
    {
        var (header, measures) = Both(28);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var verdicts = new HashSet<FitVerdict>();
        for (var video = 0L; video < 4_000_000_000; video += 150_000_000)
        {
            var plan = FitPlanner.Plan(measures, new Machine(memory, memory, "card", video) { MostGpuLayers = wanted });
            var devices = new DeviceList([Device("Vulkan0", DeviceKind.Gpu, video), Device("CPU", DeviceKind.Cpu, memory)], [], null);

            Assert.True(Placement.TryFind(devices, header, LoadOptions.Default with { GpuLayers = wanted }, out var placement, out var failure), failure?.Message);

            Assert.Equal((plan.ContextTokens, plan.LayersOnGpu), (placement.Shape.ContextTokens, placement.Shape.OnGpu ? placement.GpuLayers ?? 28 : 0));
            Assert.Equal(plan.Need.Total - (plan.OnGpu?.Total ?? 0), plan.Verdict is FitVerdict.Gpu ? plan.Need.Total : placement.MainMemoryFor(header) - placement.SavedStateBytes);
            verdicts.Add(plan.Verdict);
        }

        Assert.Equal(wanted is 5 ? [FitVerdict.Partly, FitVerdict.Memory] : [FitVerdict.Gpu, FitVerdict.Partly, FitVerdict.Memory], verdicts.Order());
    }

    private static (GgufHeader Header, ModelMeasures Measures) Both(int layers)
    {
        long[] blocks = [.. Enumerable.Range(0, layers).Select(block => 40_000_000L + (block * 100_000))];
        var header = _builtIn with
        {
            VocabularySize = 151_936, Layers = layers, EmbeddingLength = 1_536, FeedForwardLength = 8_960, KeyValueBytesPerToken = 28_672, TensorBytes = blocks.Sum() + 500_000_000, ContextTokens = 32_768,
            Weights = new TensorShares(240_000_000, 260_000_000, blocks),
        };
        var shape = new NetworkShape(layers, 1_536, 1, 28_672 / (4 * layers), 8_960, 151_936);
        return (header, new ModelMeasures(header.TensorBytes, header.ContextTokens, shape) { Shares = new WeightShares(240_000_000, 260_000_000, blocks) });
    }

    private static Device Device(string name, DeviceKind kind, long bytes) => new(kind is DeviceKind.Cpu ? 0 : 1, new DeviceDescription(name, name, kind, kind is DeviceKind.Cpu ? "CPU" : "Vulkan", bytes, bytes, null));

    private static GgufHeader Read()
    {
        Assert.True(GgufFile.TryRead(TestModels.BuiltInPath, out var header, out _));
        return header;
    }
}
