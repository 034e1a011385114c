using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference.Healing;

/// <summary>The tokens of a vocabulary in the order of the bytes that they add to a text; those that add none or end it are left out.</summary>
/// <remarks>Thread-safe once it is made, which takes about a microsecond for each token.</remarks>
internal sealed class PieceIndex
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _tokens;

    public PieceIndex(Vocabulary vocabulary, TokenReader reader)
    {
        var pieces = Enumerable.Range(0, vocabulary.Size)
            .Where(token => !reader.EndsText(token))
            .Select(token => (Token: token, Bytes: vocabulary.Piece(token)))
            .Where(piece => piece.Bytes.Length > 0)
            .ToArray();
        Array.Sort(pieces, static (left, right) => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes));
        _tokens = [.. pieces.Select(piece => piece.Token)];
        _bytes = [.. pieces.SelectMany(piece => piece.Bytes)];
        _starts = new int[pieces.Length + 1];
        for (var i = 0; i < pieces.Length; i++)
        {
            _starts[i + 1] = _starts[i] + pieces[i].Bytes.Length;
        }

        CoversEveryByte = pieces.Where(piece => piece.Bytes.Length == 1).Select(piece => piece.Bytes[0]).Distinct().Count() == 256;
    }

    /// <summary>Whether any text can be written with these tokens, one byte at a time if need be.</summary>
    public bool CoversEveryByte { get; }

    /// <summary>The tokens that begin with a text; it must not be empty.</summary>
    public ReadOnlySpan<int> BeginningWith(ReadOnlySpan<byte> text)
    {
        var from = FirstNotBefore(text);
        var to = from;
        for (var step = _tokens.Length - from; step > 0; step /= 2)
        {
            while (to + step <= _tokens.Length && Piece(to + step - 1).StartsWith(text))
            {
                to += step;
            }
        }

        return _tokens.AsSpan(from, to - from);
    }

    /// <summary>The tokens that a text begins with, itself not among them.</summary>
    public IEnumerable<int> BeginningsOf(ReadOnlyMemory<byte> text)
    {
        for (var length = 1; length < text.Length; length++)
        {
            for (var i = FirstNotBefore(text.Span[..length]); i < _tokens.Length && Piece(i).SequenceEqual(text.Span[..length]); i++)
            {
                yield return _tokens[i];
            }
        }
    }

    private ReadOnlySpan<byte> Piece(int i) => _bytes.AsSpan(_starts[i], _starts[i + 1] - _starts[i]);

    private int FirstNotBefore(ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, _tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Piece(middle).SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
