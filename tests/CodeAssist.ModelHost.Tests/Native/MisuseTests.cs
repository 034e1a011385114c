using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Native;

/// <summary>Each of these ends the process inside llama.cpp, or corrupts it, when it gets that far.</summary>
public sealed class MisuseTests : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaContext _context;

    public MisuseTests()
    {
        _ = TestModels.Library();
        _model = LlamaModel.TryLoad([TestModels.BuiltInPath], 0, gpuLayers: null, _ => true)!;
        _context = LlamaContext.TryCreate(_model, new ContextShape(256, Sequences: 2, MicroBatchTokens: 8, Threads: 1, OnGpu: false))!;
    }

    [Theory]
    [InlineData(-7, 0, 0)]
    [InlineData(999_999_999, 0, 0)]
    [InlineData(5, -1, 0)]
    [InlineData(5, 256, 0)]
    [InlineData(5, 0, -1)]
    [InlineData(5, 0, 2)]
    public void A_row_with_a_token_position_or_sequence_out_of_range_is_refused(int token, int position, int sequence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Batch.Add(token, position, sequence, wantsLogits: false));

    [Fact]
    public void More_rows_than_a_decode_may_have_are_refused()
    {
        for (var position = 0; position < 8; position++)
        {
            _context.Batch.Add(5, position, 0, wantsLogits: false);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Batch.Add(5, 8, 0, wantsLogits: false));
    }

    [Fact]
    public void A_gap_between_positions_of_a_sequence_is_refused()
    {
        _context.Batch.Add(5, 0, 0, wantsLogits: false);

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Batch.Add(5, 2, 0, wantsLogits: false));
    }

    [Fact]
    public void More_rows_with_logits_than_the_context_has_room_for_are_refused()
    {
        using var batch = new TokenBatch(_context.Limits with { Outputs = 2 });
        batch.Clear();
        batch.Add(5, 0, 0, wantsLogits: true);
        batch.Add(5, 1, 0, wantsLogits: true);

        Assert.Equal(0, batch.OutputRoom);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Add(5, 2, 0, wantsLogits: true));
    }

    [Fact]
    public void All_rows_with_logits_that_a_context_has_room_for_can_be_decoded()
    {
        using var context = LlamaContext.TryCreate(_model, new ContextShape(256, Sequences: 2, MicroBatchTokens: 128, Threads: 1, OnGpu: false))!;
        Assert.InRange(context.Limits.Outputs, 3, 127);
        for (var position = 0; position < context.Limits.Outputs; position++)
        {
            context.Batch.Add(5, position, 0, wantsLogits: true);
        }

        Assert.Equal(DecodeStatus.Done, context.Decode());
        Assert.Equal(_model.Vocabulary.Size, context.Logits(context.Limits.Outputs - 1).Length);
    }

    [Theory]
    [InlineData(4, 8_192, 68)]
    [InlineData(4, 152_064, 31)]
    [InlineData(1, 100_000_000, 2)]
    public void A_large_vocabulary_has_fewer_rows_with_logits(int sequences, int vocabulary, int outputs) =>
        Assert.Equal(outputs, ContextShape.Outputs(sequences, vocabulary));

    [Fact]
    public void An_empty_decode_is_refused() => Assert.Throws<InvalidOperationException>(() => _context.Decode());

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(77)]
    public void Logits_that_nobody_asked_for_are_refused(int row)
    {
        _context.Batch.Add(5, 0, 0, wantsLogits: false);
        _context.Batch.Add(6, 1, 0, wantsLogits: true);
        Assert.Equal(DecodeStatus.Done, _context.Decode());

        Assert.Throws<InvalidOperationException>(() => _context.Logits(row).Length);
        Assert.Equal(_model.Vocabulary.Size, _context.Logits(1).Length);
    }

    [Fact]
    public void A_gap_against_what_the_context_holds_is_an_error_and_not_the_end()
    {
        _context.Batch.Add(5, 40, 0, wantsLogits: true);
        _context.Batch.Add(5, 0, 1, wantsLogits: false);
        _ = _context.Decode();
        _context.Batch.Clear();
        _context.Batch.Add(5, 90, 1, wantsLogits: true);

        Assert.Equal(DecodeStatus.Refused, _context.Decode());
    }

    [Fact]
    public void More_sequences_than_we_allow_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LlamaContext.TryCreate(_model, new ContextShape(256, 1_000, 8, 1, OnGpu: false)));

    [Fact]
    public void A_context_outlives_the_handle_of_its_model()
    {
        _model.Dispose();

        _context.Batch.Add(5, 0, 0, wantsLogits: true);
        Assert.Equal(DecodeStatus.Done, _context.Decode());
    }

    public void Dispose()
    {
        _context.Dispose();
        _model.Dispose();
    }
}
