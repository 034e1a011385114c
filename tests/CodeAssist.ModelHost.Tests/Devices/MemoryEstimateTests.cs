using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
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

    private static GgufHeader Read()
    {
        Assert.True(GgufFile.TryRead(TestModels.BuiltInPath, out var header, out _));
        return header;
    }
}
