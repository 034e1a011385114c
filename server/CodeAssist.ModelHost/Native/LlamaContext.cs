namespace CodeAssist.ModelHost.Native;

/// <summary>One context of one model: a few sequences with their cached tokens.</summary>
/// <remarks>Not thread-safe: one thread owns it. Only <see cref="Abort"/> may be set from anywhere.</remarks>
internal sealed unsafe class LlamaContext : IDisposable
{
    private readonly LlamaContextHandle _handle;
    private readonly nint _memory;
    private readonly TokenBatch _batch;
    private bool _hasLogits;

    private LlamaContext(LlamaContextHandle handle, nint memory, AbortFlag abort, BatchLimits limits)
    {
        _handle = handle;
        _memory = memory;
        Abort = abort;
        Limits = limits;
        _batch = new TokenBatch(limits);
        _batch.Clear();
    }

    public AbortFlag Abort { get; }

    public BatchLimits Limits { get; }

    /// <summary>The rows of the next decode.</summary>
    public TokenBatch Batch => _batch;

    /// <returns>Null when llama.cpp cannot make such a context; its log says why.</returns>
    public static LlamaContext? TryCreate(LlamaModel model, ContextShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.Sequences is >= 1 and <= ContextShape.MostSequences, true, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.MicroBatchTokens, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Threads, nameof(shape));

        var abort = new AbortFlag();
        var parameters = LlamaApi.ContextDefaultParams();
        parameters.ContextTokens = (uint)(shape.ContextTokens * shape.Sequences);

        // One decode is one micro-batch, so that an abort never waits for more than one, and what the scheduler chose is what runs.
        parameters.BatchTokens = (uint)shape.MicroBatchTokens;
        parameters.MicroBatchTokens = (uint)shape.MicroBatchTokens;
        parameters.Sequences = (uint)shape.Sequences;

        // Without this llama.cpp reserves logits for every row: 300 MB for a large vocabulary.
        var outputs = ContextShape.Outputs(shape.Sequences, model.Vocabulary.Size);
        parameters.Outputs = (uint)outputs;
        parameters.Threads = shape.Threads;
        parameters.BatchThreads = shape.Threads;
        parameters.FlashAttention = shape.OnGpu ? -1 : 0;
        parameters.OffloadKeyValues = (byte)(shape.OnGpu ? 1 : 0);
        parameters.OffloadOperations = (byte)(shape.OnGpu ? 1 : 0);
        parameters.NoPerformanceCounters = 1;
        parameters.AbortCallback = AbortFlag.Callback;
        parameters.AbortUserData = abort.Address;

        var handle = new LlamaContextHandle(LlamaApi.InitFromModel(model.Handle, parameters), model.Handle);
        if (!handle.IsInvalid && IsAdapted(handle, model.Adapter) && LlamaApi.GetMemory(handle) is var memory && memory != 0)
        {
            var perSequence = (int)LlamaApi.ContextTokensPerSequence(handle);
            var limits = new BatchLimits(shape.MicroBatchTokens, outputs, shape.Sequences, perSequence, model.Vocabulary.Size);
            return new LlamaContext(handle, memory, abort, limits);
        }

        handle.Dispose();
        abort.Dispose();
        return null;
    }

    /// <summary>Computes the rows of <see cref="Batch"/>.</summary>
    public DecodeStatus Decode()
    {
        _hasLogits = false;
        if (_batch.Count == 0)
        {
            throw new InvalidOperationException("A decode needs at least one row.");
        }

        var status = LlamaApi.Decode(_handle, _batch.Native);
        if (status == 0)
        {
            // Logits of a GPU arrive asynchronously; an error of the device shows here and not at some later read.
            LlamaApi.Synchronize(_handle);
            _hasLogits = true;
        }

        return status is >= -3 and <= 2 ? (DecodeStatus)status : DecodeStatus.Failed;
    }

    /// <summary>Logits of one row of the last decode; valid until the next one.</summary>
    public ReadOnlySpan<float> Logits(int row)
    {
        if (!_hasLogits || !_batch.WantsLogits(row))
        {
            throw new InvalidOperationException($"Row {row} of the last decode has no logits.");
        }

        var logits = LlamaApi.GetLogits(_handle, row);
        return logits is null
            ? throw new InvalidOperationException($"llama.cpp has no logits for row {row}.")
            : new ReadOnlySpan<float>(logits, Limits.Vocabulary);
    }

    /// <summary>Tokens that a sequence holds.</summary>
    public int CachedTokens(int sequence)
    {
        CheckSequence(sequence);
        return LlamaApi.MemoryLastPosition(_memory, sequence) + 1;
    }

    /// <summary>Removes all tokens of a sequence from a position on.</summary>
    /// <returns>False when this kind of model cannot forget a part: then all of the sequence is gone.</returns>
    public bool Truncate(int sequence, int position)
    {
        CheckSequence(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (LlamaApi.MemoryRemove(_memory, sequence, position, -1) != 0)
        {
            return true;
        }

        _ = LlamaApi.MemoryRemove(_memory, sequence, -1, -1);
        return false;
    }

    /// <summary>Makes one sequence hold what another holds; what it held is gone.</summary>
    public void Copy(int from, int to)
    {
        CheckSequence(from);
        CheckSequence(to);
        ArgumentOutOfRangeException.ThrowIfEqual(from, to);

        // All of it: sequences with caches of their own are copied as a whole, anything else ends the process.
        LlamaApi.MemoryCopy(_memory, from, to, -1, -1);
    }

    /// <summary>Bytes that the state of a sequence takes.</summary>
    public long StateBytes(int sequence)
    {
        CheckSequence(sequence);
        return (long)LlamaApi.StateSize(_handle, sequence);
    }

    /// <summary>A copy of what a sequence holds, or null when there is none to be had.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="size"><see cref="StateBytes"/> of now.</param>
    public byte[]? SaveState(int sequence, long size)
    {
        CheckSequence(sequence);
        var state = GC.AllocateUninitializedArray<byte>(checked((int)size));
        fixed (byte* bytes = state)
        {
            return LlamaApi.StateGet(_handle, bytes, (nuint)state.Length, sequence) == (nuint)state.Length ? state : null;
        }
    }

    /// <summary>Makes a sequence hold what was saved; what it held is gone.</summary>
    /// <returns>False when that cannot be: then it is empty.</returns>
    public bool RestoreState(int sequence, byte[] state)
    {
        CheckSequence(sequence);
        fixed (byte* bytes = state)
        {
            if (LlamaApi.StateSet(_handle, bytes, (nuint)state.Length, sequence) != 0)
            {
                return true;
            }
        }

        _ = LlamaApi.MemoryRemove(_memory, sequence, -1, -1);
        return false;
    }

    public void Dispose()
    {
        _handle.Dispose();
        _batch.Dispose();
        Abort.Dispose();
    }

    private static bool IsAdapted(LlamaContextHandle handle, nint adapter)
    {
        var scale = 1f;
        return adapter == 0 || LlamaApi.SetAdapters(handle, &adapter, 1, &scale) == 0;
    }

    private void CheckSequence(int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, Limits.Sequences);
    }
}
