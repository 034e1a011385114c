using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>The rows of one decode. Every row is checked when it is added, because llama.cpp ends the process on some wrong ones.</summary>
internal sealed unsafe class TokenBatch : IDisposable
{
    private readonly BatchLimits _limits;
    private readonly int[] _nextPositions;
    private LlamaBatch _batch;
    private int _outputs;

    public TokenBatch(BatchLimits limits)
    {
        _limits = limits;
        _nextPositions = new int[limits.Sequences];
        var rows = (nuint)limits.Tokens;
        _batch.Tokens = (int*)NativeMemory.Alloc(rows, sizeof(int));
        _batch.Positions = (int*)NativeMemory.Alloc(rows, sizeof(int));
        _batch.SequenceCounts = (int*)NativeMemory.Alloc(rows, sizeof(int));
        _batch.SequenceIds = (int**)NativeMemory.Alloc(rows, (nuint)sizeof(int*));
        _batch.WantsLogits = (sbyte*)NativeMemory.Alloc(rows, sizeof(sbyte));

        // One sequence a row, so the array of arrays is a row of pointers into one block.
        var sequences = (int*)NativeMemory.Alloc(rows, sizeof(int));
        for (var row = 0; row < limits.Tokens; row++)
        {
            _batch.SequenceIds[row] = sequences + row;
            _batch.SequenceCounts[row] = 1;
        }
    }

    public int Count => _batch.TokenCount;

    public int Room => _limits.Tokens - _batch.TokenCount;

    /// <summary>How many more rows may ask for logits.</summary>
    public int OutputRoom => _limits.Outputs - _outputs;

    public void Clear()
    {
        _batch.TokenCount = 0;
        _outputs = 0;
        Array.Fill(_nextPositions, -1);
    }

    /// <summary>Adds one token.</summary>
    /// <returns>The row, by which its logits are asked for after the decode.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row would be invalid; llama.cpp never sees it.</exception>
    public int Add(int token, int position, int sequence, bool wantsLogits)
    {
        ObjectDisposedException.ThrowIf(_batch.Tokens is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_batch.TokenCount, _limits.Tokens, nameof(token));
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _limits.Vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, _limits.Sequences);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, _limits.ContextTokens);
        if (_nextPositions[sequence] >= 0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(position, _nextPositions[sequence]);
        }

        if (wantsLogits)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_outputs, _limits.Outputs, nameof(wantsLogits));
            _outputs++;
        }

        var row = _batch.TokenCount++;
        _batch.Tokens[row] = token;
        _batch.Positions[row] = position;
        _batch.SequenceIds[row][0] = sequence;
        _batch.WantsLogits[row] = (sbyte)(wantsLogits ? 1 : 0);
        _nextPositions[sequence] = position + 1;
        return row;
    }

    public bool WantsLogits(int row) => row >= 0 && row < _batch.TokenCount && _batch.WantsLogits[row] != 0;

    public void Dispose()
    {
        if (_batch.Tokens is null)
        {
            return;
        }

        NativeMemory.Free(_batch.SequenceIds[0]);
        NativeMemory.Free(_batch.SequenceIds);
        NativeMemory.Free(_batch.Tokens);
        NativeMemory.Free(_batch.Positions);
        NativeMemory.Free(_batch.SequenceCounts);
        NativeMemory.Free(_batch.WantsLogits);
        _batch = default;
    }

    internal LlamaBatch Native => _batch;
}
