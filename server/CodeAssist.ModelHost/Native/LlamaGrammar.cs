using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>How far a text has come in its grammar, and which tokens may follow.</summary>
/// <remarks>Not thread-safe. Accepting a token that the grammar does not allow ends the process, so nothing is accepted unasked.</remarks>
internal sealed unsafe class LlamaGrammar : IDisposable
{
    private readonly LlamaGrammarHandle _handle;
    private readonly Vocabulary _vocabulary;

    private LlamaGrammar(LlamaGrammarHandle handle, Vocabulary vocabulary)
    {
        _handle = handle;
        _vocabulary = vocabulary;
    }

    /// <param name="vocabulary">Of the loaded model.</param>
    /// <param name="gbnf">In GBNF, with a rule named <c>root</c>.</param>
    /// <returns>Null when llama.cpp cannot read the grammar; it writes the reason to standard error.</returns>
    public static LlamaGrammar? TryCreate(Vocabulary vocabulary, string gbnf)
    {
        // An empty text would make a grammar that allows everything and crashes on the first question.
        var handle = string.IsNullOrWhiteSpace(gbnf) ? null : vocabulary.ReadGrammar(gbnf);
        if (handle is { IsInvalid: false })
        {
            return new LlamaGrammar(handle, vocabulary);
        }

        handle?.Dispose();
        return null;
    }

    /// <summary>Sets the logit of every candidate that must not follow to minus infinity.</summary>
    public void Refuse(Span<LlamaCandidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(_vocabulary.Contains(candidate.Token), false, nameof(candidates));
        }

        fixed (LlamaCandidate* data = candidates)
        {
            var array = new LlamaCandidateArray { Data = data, Size = (nuint)candidates.Length, Selected = -1 };
            LlamaApi.SamplerApply(_handle, &array);
        }
    }

    /// <summary>Whether a token may follow. One that ends generation may where the text is whole.</summary>
    public bool Allows(int token)
    {
        var candidate = new LlamaCandidate { Token = token };
        Refuse(MemoryMarshal.CreateSpan(ref candidate, 1));
        return !float.IsNegativeInfinity(candidate.Logit);
    }

    /// <summary>Goes on behind a token.</summary>
    /// <returns>False where it may not follow; then nothing has changed.</returns>
    public bool TryAccept(int token)
    {
        if (!Allows(token))
        {
            return false;
        }

        LlamaApi.SamplerAccept(_handle, token);
        return true;
    }

    public void Dispose() => _handle.Dispose();
}
