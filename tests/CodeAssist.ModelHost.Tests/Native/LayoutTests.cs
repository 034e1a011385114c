using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Tests.Native;

/// <summary>Sizes and offsets as gcc gives them for llama.h and ggml-backend.h of the verified release.</summary>
public sealed unsafe class LayoutTests
{
    [Fact]
    public void Model_parameters_lie_as_in_the_header()
    {
        LlamaModelParams p = default;

        Assert.Equal(80, sizeof(LlamaModelParams));
        Check(&p, At(&p.Devices, 0), At(&p.TensorBufferOverrides, 8), At(&p.GpuLayers, 16), At(&p.SplitMode, 20), At(&p.LoadMode, 24), At(&p.LazyMode, 28));
        Check(&p, At(&p.MainGpu, 32), At(&p.TensorSplit, 40), At(&p.ProgressCallback, 48), At(&p.ProgressUserData, 56), At(&p.KeyValueOverrides, 64));
        Check(&p, At(&p.VocabularyOnly, 72), At(&p.CheckTensors, 73), At(&p.UseExtraBuffers, 74), At(&p.NoHost, 75), At(&p.NoAllocation, 76));
        Check(&p, At(&p.LoadMultiTokenPrediction, 77));
    }

    [Fact]
    public void Context_parameters_lie_as_in_the_header()
    {
        LlamaContextParams p = default;

        Assert.Equal(160, sizeof(LlamaContextParams));
        Check(&p, At(&p.ContextTokens, 0), At(&p.BatchTokens, 4), At(&p.MicroBatchTokens, 8), At(&p.Sequences, 12), At(&p.RecurrentSnapshots, 16));
        Check(&p, At(&p.Outputs, 20), At(&p.OutputsPerSequence, 24), At(&p.Threads, 28), At(&p.BatchThreads, 32), At(&p.ContextType, 36));
        Check(&p, At(&p.RopeScalingType, 40), At(&p.PoolingType, 44), At(&p.AttentionType, 48), At(&p.FlashAttention, 52), At(&p.RopeFrequencyBase, 56));
        Check(&p, At(&p.RopeFrequencyScale, 60), At(&p.YarnExtensionFactor, 64), At(&p.YarnAttentionFactor, 68), At(&p.YarnBetaFast, 72));
        Check(&p, At(&p.YarnBetaSlow, 76), At(&p.YarnOriginalContext, 80), At(&p.DefragmentThreshold, 84), At(&p.EvaluationCallback, 88));
        Check(&p, At(&p.EvaluationUserData, 96), At(&p.KeyType, 104), At(&p.ValueType, 108), At(&p.AbortCallback, 112), At(&p.AbortUserData, 120));
        Check(&p, At(&p.Embeddings, 128), At(&p.OffloadKeyValues, 129), At(&p.NoPerformanceCounters, 130), At(&p.OffloadOperations, 131));
        Check(&p, At(&p.FullSlidingWindow, 132), At(&p.UnifiedKeyValues, 133), At(&p.Samplers, 136), At(&p.SamplerCount, 144), At(&p.OtherContext, 152));
    }

    [Fact]
    public void A_batch_lies_as_in_the_header()
    {
        LlamaBatch b = default;

        Assert.Equal(56, sizeof(LlamaBatch));
        Check(&b, At(&b.TokenCount, 0), At(&b.Tokens, 8), At(&b.Embeddings, 16), At(&b.Positions, 24), At(&b.SequenceCounts, 32), At(&b.SequenceIds, 40));
        Check(&b, At(&b.WantsLogits, 48));
    }

    [Fact]
    public void Device_properties_lie_as_in_the_header()
    {
        GgmlDeviceProps d = default;

        Assert.Equal(56, sizeof(GgmlDeviceProps));
        Check(&d, At(&d.Name, 0), At(&d.Description, 8), At(&d.FreeBytes, 16), At(&d.TotalBytes, 24), At(&d.Type, 32), At(&d.DeviceId, 40));
        Check(&d, At(&d.Asynchronous, 48), At(&d.HostBuffer, 49), At(&d.BufferFromHostPointer, 50), At(&d.Events, 51), At(&d.MemoryMapped, 52));
    }

    [Fact]
    public void Candidates_of_a_sampler_lie_as_in_the_header()
    {
        LlamaCandidate t = default;
        LlamaCandidateArray a = default;

        Assert.Equal(12, sizeof(LlamaCandidate));
        Assert.Equal(32, sizeof(LlamaCandidateArray));
        Check(&t, At(&t.Token, 0), At(&t.Logit, 4), At(&t.Probability, 8));
        Check(&a, At(&a.Data, 0), At(&a.Size, 8), At(&a.Selected, 16), At(&a.IsSorted, 24));
    }

    private static void Check(void* start, params ReadOnlySpan<FieldAt> fields)
    {
        foreach (var field in fields)
        {
            Assert.Equal(field.Offset, field.Address - (nint)start);
        }
    }

    private static FieldAt At(void* address, int offset) => new((nint)address, offset);

    private readonly record struct FieldAt(nint Address, int Offset);
}
