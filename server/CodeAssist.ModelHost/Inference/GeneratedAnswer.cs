using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One text that grows behind a prompt, token by token.</summary>
internal sealed class GeneratedAnswer
{
    private readonly GenerationRequest _request;
    private readonly TokenReader _reader;
    private readonly DraftPacer _pacer;
    private readonly DraftedAnswer? _drafts;
    private readonly int _contextTokens;
    private readonly List<int> _tokens;
    private readonly StreamedText _text;
    private readonly Action<string>? _onText;
    private int _repeatedBytes;
    private int _repeatedTokens;
    private bool _hasBegun;
    private int _tokensBefore;
    private double _logProbabilityBefore;

    /// <param name="request">What to generate.</param>
    /// <param name="reader">What tokens mean.</param>
    /// <param name="pacer">How much drafting is worth.</param>
    /// <param name="contextTokens">Tokens that the sequence can hold.</param>
    /// <param name="tokens">The prompt; grows.</param>
    /// <param name="onText">Told each piece.</param>
    public GeneratedAnswer(
        GenerationRequest request, TokenReader reader, DraftPacer pacer, int contextTokens, List<int> tokens, Action<string>? onText)
    {
        _request = request;
        _reader = reader;
        _pacer = pacer;
        _contextTokens = contextTokens;
        _tokens = tokens;
        _text = new StreamedText(request.Limits.StopTexts, request.Limits.BlockIndentation);
        _onText = onText;
        if (request.Chooser.IsGreedy && request.Drafting is not Drafting.Never)
        {
            _drafts = new DraftedAnswer(request, pacer, reader);
            Propose();
        }
    }

    // The last token is decoded even if it is all cached: its logits are what the answer begins or goes on with.
    public int FirstLogits => _tokens.Count - DraftedTokens - 1;

    /// <summary>How many of the last tokens are a guess.</summary>
    public int DraftedTokens => _drafts?.Pending ?? 0;

    public int GeneratedTokens => _tokens.Count - DraftedTokens - _request.Prompt.Tokens.Length;

    public int VerifiedTokens => _drafts?.Verified ?? 0;

    public int AcceptedTokens => _drafts?.Accepted ?? 0;

    /// <summary>Natural logarithm of the joint probability of all tokens; where they repeat what was typed, given that.</summary>
    public double LogProbability { get; private set; }

    /// <summary>Why it is over, or null while it is not.</summary>
    public FinishReason? Finish { get; private set; }

    public string Text => _text.Text;

    /// <summary>Other tokens that the answer could have begun with, the likeliest first; known from its beginning on.</summary>
    public IReadOnlyList<TokenChoice> Beginnings { get; private set; } = [];

    // What repeats the text before the caret is no answer yet.
    private int AnswerTokens => GeneratedTokens - _repeatedTokens;

    private int UnrepeatedBytes => (_request.Prompt.Cut?.Bytes.Length ?? 0) - _repeatedBytes;

    /// <summary>Takes the logits behind the last token that is no guess.</summary>
    /// <returns>Null where the logits are no numbers.</returns>
    public JobProgress? Take(ReadOnlySpan<float> logits)
    {
        if (UnrepeatedBytes > 0)
        {
            logits = _request.Prompt.Cut!.Restrict(logits, _repeatedBytes);
        }

        if (_request.Chooser.Choose(logits) is not { } choice || !_reader.Contains(choice.Token))
        {
            return null;
        }

        if (_request.Alternatives > 1)
        {
            FindBeginnings(logits, choice.Token);
        }

        return Append(choice);
    }

    /// <summary>Ends it because the context is full.</summary>
    public void End(FinishReason reason)
    {
        _drafts?.Drop(_tokens);
        Finish = reason;
        Stream(_text.Complete());
    }

    /// <summary>Another answer to the same prompt: the same up to where this one began, and then another token.</summary>
    /// <param name="beginning">One of <see cref="Beginnings"/>.</param>
    /// <param name="tokens">The prompt; grows.</param>
    public GeneratedAnswer Fork(TokenChoice beginning, List<int> tokens)
    {
        var fork = new GeneratedAnswer(_request with { Alternatives = 1, Drafts = [] }, _reader, _pacer, _contextTokens, tokens, onText: null);
        foreach (var token in _tokens.GetRange(_request.Prompt.Tokens.Length, _tokensBefore))
        {
            fork._drafts?.Drop(tokens);
            fork.Append(new TokenChoice(token, 0));
        }

        fork._drafts?.Drop(tokens);
        fork.LogProbability = _logProbabilityBefore;
        fork.Append(beginning);
        return fork;
    }

    private JobProgress Append(TokenChoice choice)
    {
        LogProbability += choice.LogProbability;
        var progress = JobProgress.GoesOn;
        if (_drafts is null)
        {
            _tokens.Add(choice.Token);
        }
        else
        {
            progress = _drafts.Take(_tokens, choice.Token);
        }

        if (FinishAfter(choice.Token) is { } reason)
        {
            End(reason);
            return JobProgress.Over;
        }

        Propose();
        return progress;
    }

    private void Propose() =>
        _drafts?.Propose(_tokens, Math.Min(_request.Limits.MaxTokens - AnswerTokens - 1, _contextTokens - _tokens.Count));

    private FinishReason? FinishAfter(int token)
    {
        if (_reader.EndsText(token))
        {
            return FinishReason.EndOfText;
        }

        Stream(_text.Append(WithoutRepeated(_reader.Piece(token))));
        if (_text.Stop is { } reason)
        {
            return reason;
        }

        if (AnswerTokens >= _request.Limits.MaxTokens)
        {
            return FinishReason.MaxTokens;
        }

        // The token itself still has to find room before the next one can be computed.
        return _tokens.Count - DraftedTokens >= _contextTokens ? FinishReason.ContextFull : null;
    }

    private ReadOnlySpan<byte> WithoutRepeated(byte[] piece)
    {
        var repeated = Math.Min(piece.Length, UnrepeatedBytes);
        _repeatedBytes += repeated;
        _repeatedTokens += repeated > 0 && repeated == piece.Length ? 1 : 0;
        return piece.AsSpan(repeated);
    }

    private void FindBeginnings(ReadOnlySpan<float> logits, int chosen)
    {
        var least = Math.Max(1, UnrepeatedBytes);
        if (_hasBegun || _reader.Piece(chosen).Length < least || LogitStatistics.Of(logits) is not { } statistics)
        {
            return;
        }

        _hasBegun = true;
        _tokensBefore = GeneratedTokens;
        _logProbabilityBefore = LogProbability;
        var found = new PriorityQueue<int, float>();
        for (var token = 0; token < logits.Length; token++)
        {
            if (token == chosen || (found.Count == _request.Alternatives - 1 && !(logits[token] > logits[found.Peek()])))
            {
                continue;
            }

            if (!float.IsNegativeInfinity(logits[token]) && !_reader.EndsText(token) && _reader.Piece(token).Length >= least)
            {
                found.Enqueue(token, logits[token]);
                if (found.Count == _request.Alternatives)
                {
                    found.Dequeue();
                }
            }
        }

        while (found.TryDequeue(out var token, out var logit))
        {
            Beginnings = [new TokenChoice(token, logit - statistics.LogSum), .. Beginnings];
        }
    }

    private void Stream(string piece)
    {
        if (piece.Length > 0)
        {
            _onText?.Invoke(piece);
        }
    }
}
