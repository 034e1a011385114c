using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>The tokens after which a line is over: those that end the text, and those that begin with a line break.</summary>
/// <remarks>Thread-safe. The vocabulary is read through once, when the first text is scored.</remarks>
internal sealed class LineEndTokens(Vocabulary vocabulary, TokenReader reader)
{
    private readonly Lazy<int[]> _ids = new(() => Find(vocabulary, reader));

    public IReadOnlyList<int> Ids => _ids.Value;

    /// <summary>Natural logarithm of the probability that the next token is one of these.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="logSum">Logit minus this is the logarithm of a probability.</param>
    public double LogProbability(ReadOnlySpan<float> logits, double logSum)
    {
        double probability = 0;
        foreach (var id in _ids.Value)
        {
            probability += Math.Exp(logits[id] - logSum);
        }

        return Math.Log(probability);
    }

    private static int[] Find(Vocabulary vocabulary, TokenReader reader)
    {
        Span<byte> piece = stackalloc byte[128];
        var ids = new List<int>();
        for (var id = 0; id < vocabulary.Size; id++)
        {
            // A piece that is longer than the buffer is not written: then it has the length of its need, negative.
            if (reader.EndsText(id) || (vocabulary.Piece(id, piece) > 0 && piece[0] is (byte)'\n' or (byte)'\r'))
            {
                ids.Add(id);
            }
        }

        return [.. ids];
    }
}
