using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Grammar;

/// <summary>Takes what another chooser takes, from the tokens that a grammar allows.</summary>
/// <remarks>
/// Asking the grammar about a whole vocabulary takes longer than a step of a small model, and everybody waits for it. So the other
/// chooses first, and mostly what it chooses is allowed; else it chooses from the likeliest that are, and from all only where none of
/// those is. llama.cpp's own sampling goes about it alike. Only the scheduler asks; whoever gives the answer up may dispose of this
/// meanwhile.
/// </remarks>
/// <param name="inner">Chooses.</param>
/// <param name="grammar">Owned.</param>
/// <param name="reader">What tokens mean.</param>
/// <param name="end">A token that ends generation.</param>
internal sealed class GrammarChooser(ITokenChooser inner, LlamaGrammar grammar, TokenReader reader, int end) : ITokenChooser, IDisposable
{
    private const int Likeliest = 256;

    private readonly Lock _gate = new();
    private Utf8Progress _utf8;
    private float[] _allowed = [];
    private LlamaCandidate[] _candidates = [];
    private bool _isDisposed;

    public bool IsGreedy => inner.IsGreedy;

    /// <summary>Whether there came a place where no token of the vocabulary could follow, before the text was whole.</summary>
    public bool IsStuck { get; private set; }

    public TokenChoice? Choose(ReadOnlySpan<float> logits)
    {
        lock (_gate)
        {
            // Nobody waits for this answer any more.
            return _isDisposed ? null : ChooseAllowed(logits);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            grammar.Dispose();
        }
    }

    private TokenChoice? ChooseAllowed(ReadOnlySpan<float> logits)
    {
        if (inner.Choose(logits) is not { } choice)
        {
            return null;
        }

        if (TryTake(choice.Token))
        {
            return choice;
        }

        if ((ChooseFrom(FindLikeliest(logits), logits) ?? ChooseFrom(All(logits), logits)) is { } allowed)
        {
            return allowed;
        }

        IsStuck = !grammar.Allows(end);
        return new TokenChoice(end, 0);
    }

    private bool TryTake(int token)
    {
        if (reader.EndsText(token))
        {
            return grammar.Allows(end);
        }

        // A special token adds nothing to the text, but the grammar would take its name for some.
        if (reader.Piece(token) is not { Length: > 0 } piece || _utf8.After(piece) is not { } utf8 || !grammar.TryAccept(token))
        {
            return false;
        }

        _utf8 = utf8;
        return true;
    }

    private TokenChoice? ChooseFrom(Span<LlamaCandidate> candidates, ReadOnlySpan<float> logits)
    {
        grammar.Refuse(candidates);
        _allowed = _allowed.Length == logits.Length ? _allowed : new float[logits.Length];
        Array.Fill(_allowed, float.NegativeInfinity);
        foreach (var candidate in candidates)
        {
            _allowed[candidate.Token] = candidate.Logit;
        }

        while (inner.Choose(_allowed) is { } choice)
        {
            if (TryTake(choice.Token))
            {
                return choice;
            }

            _allowed[choice.Token] = float.NegativeInfinity;
        }

        return null;
    }

    // With the token that ends generation: behind a whole text nothing else is allowed, however unlikely it is.
    private Span<LlamaCandidate> FindLikeliest(ReadOnlySpan<float> logits)
    {
        var found = new PriorityQueue<int, float>(Likeliest + 1);
        for (var token = 0; token < logits.Length; token++)
        {
            if (found.Count < Likeliest)
            {
                found.Enqueue(token, logits[token]);
            }
            else if (found.TryPeek(out _, out var least) && logits[token] > least)
            {
                found.EnqueueDequeue(token, logits[token]);
            }
        }

        var candidates = Room(logits.Length);
        var count = 0;
        foreach (var (token, logit) in found.UnorderedItems)
        {
            candidates[count++] = new LlamaCandidate { Token = token, Logit = logit };
        }

        candidates[count++] = new LlamaCandidate { Token = end, Logit = logits[end] };
        return candidates.AsSpan(0, count);
    }

    private Span<LlamaCandidate> All(ReadOnlySpan<float> logits)
    {
        var candidates = Room(logits.Length);
        for (var token = 0; token < logits.Length; token++)
        {
            candidates[token] = new LlamaCandidate { Token = token, Logit = logits[token] };
        }

        return candidates.AsSpan(0, logits.Length);
    }

    private LlamaCandidate[] Room(int vocabulary) => _candidates = _candidates.Length > vocabulary ? _candidates : new LlamaCandidate[vocabulary + 1];
}
