using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One generation on its way through the scheduler.</summary>
internal sealed class GenerationJob : AnsweredJob<GenerateResult>
{
    private readonly GenerationRequest _request;
    private readonly TokenReader _reader;
    private readonly DraftedAnswer? _drafts;
    private readonly int _contextTokens;
    private readonly StreamedText _text;
    private TimeSpan? _firstToken;
    private double _logProbability;
    private int _repeatedBytes;
    private int _repeatedTokens;

    /// <param name="request">What to generate.</param>
    /// <param name="reader">What tokens mean.</param>
    /// <param name="pacer">How much drafting is worth.</param>
    /// <param name="contextTokens">Tokens that the sequence can hold.</param>
    /// <param name="time">The clock of the accounting.</param>
    public GenerationJob(GenerationRequest request, TokenReader reader, DraftPacer pacer, int contextTokens, TimeProvider time)
        : base(request.Slot, request.Priority, request.Prompt, time)
    {
        _request = request;
        _reader = reader;
        _contextTokens = contextTokens;
        _text = new StreamedText(request.Limits.StopTexts);
        if (request.Chooser.IsGreedy && request.Drafting is not Drafting.Never)
        {
            _drafts = new DraftedAnswer(request, pacer, reader);
            Propose();
        }
    }

    // The last token is decoded even if it is all cached: its logits are what the answer begins or goes on with.
    public override int FirstLogits => Tokens.Count - DraftedTokens - 1;

    public override int DraftedTokens => _drafts?.Pending ?? 0;

    private int GeneratedTokens => Tokens.Count - DraftedTokens - Prompt.Tokens.Length;

    // What repeats the text before the caret is no answer yet.
    private int AnswerTokens => GeneratedTokens - _repeatedTokens;

    private CutText? Unrepeated => Prompt.Cut is { } cut && _repeatedBytes < cut.Bytes.Length ? cut : null;

    public override JobProgress Take(ReadOnlySpan<float> logits)
    {
        if (_request.Chooser.Choose(Unrepeated is { } cut ? cut.Restrict(logits, _repeatedBytes) : logits) is not { } choice || !_reader.Contains(choice.Token))
        {
            return End(Failed(Failures.NotNumbers));
        }

        _firstToken ??= Elapsed;
        _logProbability += choice.LogProbability;
        var goesOn = Append(choice.Token);
        if (FinishAfter(choice.Token) is { } reason)
        {
            _drafts?.Drop(Tokens);
            return End(Finished(reason));
        }

        Propose();
        return goesOn;
    }

    public override bool TryEndWithFullContext()
    {
        if (GeneratedTokens == 0)
        {
            return false;
        }

        _drafts?.Drop(Tokens);
        End(Finished(FinishReason.ContextFull));
        return true;
    }

    protected override GenerateResult Failed(HostFailure failure) => new(null, failure);

    private JobProgress Append(int token)
    {
        if (_drafts is not null)
        {
            return _drafts.Take(Tokens, token);
        }

        Tokens.Add(token);
        return JobProgress.GoesOn;
    }

    private void Propose() =>
        _drafts?.Propose(Tokens, Math.Min(_request.Limits.MaxTokens - AnswerTokens - 1, _contextTokens - Tokens.Count));

    private FinishReason? FinishAfter(int token)
    {
        if (_reader.EndsText(token))
        {
            return FinishReason.EndOfText;
        }

        Stream(_text.Append(WithoutRepeated(_reader.Piece(token))));
        if (_text.Stopped)
        {
            return FinishReason.StopText;
        }

        if (AnswerTokens >= _request.Limits.MaxTokens)
        {
            return FinishReason.MaxTokens;
        }

        // The token itself still has to find room before the next one can be computed.
        return Tokens.Count - DraftedTokens >= _contextTokens ? FinishReason.ContextFull : null;
    }

    private ReadOnlySpan<byte> WithoutRepeated(byte[] piece)
    {
        if (Unrepeated is not { } cut)
        {
            return piece;
        }

        var repeated = Math.Min(piece.Length, cut.Bytes.Length - _repeatedBytes);
        _repeatedBytes += repeated;
        _repeatedTokens += repeated == piece.Length ? 1 : 0;
        return piece.AsSpan(repeated);
    }

    private GenerateResult Finished(FinishReason reason)
    {
        Stream(_text.Complete());
        var usage = new GenerationUsage(
            Prompt.Tokens.Length,
            ReusedTokens,
            Prompt.TrimmedTokens,
            GeneratedTokens,
            _drafts?.Verified ?? 0,
            _drafts?.Accepted ?? 0,
            Queued.TotalMilliseconds,
            (_firstToken ?? TimeSpan.Zero).TotalMilliseconds,
            Elapsed.TotalMilliseconds);
        return new GenerateResult(new Generation(_text.Text, reason, _logProbability, usage), null);
    }

    private void Stream(string piece)
    {
        if (piece.Length > 0)
        {
            _request.OnText?.Invoke(piece);
        }
    }
}
