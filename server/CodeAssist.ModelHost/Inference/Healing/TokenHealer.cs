using System.Buffers;
using System.Text;
using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference.Healing;

/// <summary>Finds how much of the text before a caret may belong to a token that goes on behind it, and takes it out of the prompt.</summary>
/// <remarks>
/// Models learned text whose words are tokens as a whole. A prompt that ends within such a word ends in tokens that hardly ever stand
/// there, and the model goes on as if the word were over. So the last word, run of signs or blank goes, and the answer has to begin
/// with it. Tokenizers split text at such borders and never join across them, but for one sign or blank before a word; where a token
/// is longer than that, all of it goes.
/// </remarks>
internal sealed class TokenHealer(Vocabulary vocabulary, TokenReader reader)
{
    /// <summary>No more than this is generated again; of a longer word the last tokens.</summary>
    private const int MostBytes = 64;

    // The vocabulary is read through when the first prompt needs it, on the thread of that request.
    private readonly Lazy<PieceIndex> _pieces = new(() => new PieceIndex(vocabulary, reader));

    /// <param name="tokens">The tokens of the text before the caret.</param>
    /// <returns>The tokens that stay, and what was cut; null for nothing.</returns>
    public (int[] Kept, CutText? Cut) Heal(int[] tokens)
    {
        var tail = Tail(tokens);
        if (tail.Count == 0 || !_pieces.Value.CoversEveryByte)
        {
            return (tokens, null);
        }

        return tail[0][^1] is (byte)' ' or (byte)'\t' ? CutBlank(tokens, tail) : CutTokens(tokens, tail, UnfinishedBytes(Join(tail)));
    }

    // The pieces of the last tokens, the last first: enough for whatever is cut.
    private List<byte[]> Tail(int[] tokens)
    {
        var tail = new List<byte[]>();
        var bytes = 0;
        for (var i = tokens.Length - 1; i >= 0 && bytes <= 2 * MostBytes; i--)
        {
            var piece = reader.EndsText(tokens[i]) ? [] : vocabulary.Piece(tokens[i]);
            if (piece.Length == 0)
            {
                break;
            }

            tail.Add(piece);
            bytes += piece.Length;
        }

        return tail;
    }

    // Of several blanks only the last may belong to what follows, so the others are made tokens of anew.
    private (int[] Kept, CutText? Cut) CutBlank(int[] tokens, List<byte[]> tail)
    {
        var blanks = tail.TakeWhile(piece => piece.All(value => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')).ToList();
        if (blanks.Count == 0)
        {
            return CutTokens(tokens, tail, unfinished: 1);
        }

        var text = Join(blanks);
        var before = vocabulary.Tokenize(Encoding.UTF8.GetString(text.AsSpan(0, text.Length - 1)));
        if (!Join(before.Select(vocabulary.Piece).Reverse()).AsSpan().SequenceEqual(text.AsSpan(0, text.Length - 1)))
        {
            // A tokenizer that adds blanks of its own cannot tell one more from one less.
            return (tokens, null);
        }

        var cut = text[^1..];
        return ([.. tokens[..^blanks.Count], .. before], new CutText(_pieces.Value, vocabulary.Tokenize(Encoding.UTF8.GetString(cut)), cut));
    }

    private (int[] Kept, CutText? Cut) CutTokens(int[] tokens, List<byte[]> tail, int unfinished)
    {
        var (count, bytes) = (0, 0);
        for (; count < tail.Count && (bytes < unfinished || !BeginsCharacter(tail[count - 1])); count++)
        {
            if (bytes + tail[count].Length > MostBytes)
            {
                break;
            }

            bytes += tail[count].Length;
        }

        while (count > 0 && !BeginsCharacter(tail[count - 1]))
        {
            count--;
        }

        return count == 0
            ? (tokens, null)
            : (tokens[..^count], new CutText(_pieces.Value, tokens[^count..], Join(tail.Take(count))));
    }

    // Bytes from the border before which no token can reach.
    private static int UnfinishedBytes(ReadOnlySpan<byte> text)
    {
        var last = Last(text, out var length);
        var kind = Kind(last);
        var taken = 0;
        while (taken < text.Length && Kind(Last(text[..^taken], out length)) == kind)
        {
            taken += length;
        }

        if (taken == text.Length)
        {
            return taken;
        }

        var before = Last(text[..^taken], out length);
        var joins = kind switch
        {
            CharacterKind.Letter or CharacterKind.Digit => Kind(before) is CharacterKind.Sign || before.Value == ' ',
            CharacterKind.Sign => before.Value == ' ',
            _ => false,
        };
        return joins ? taken + length : taken;
    }

    private static Rune Last(ReadOnlySpan<byte> text, out int length) =>
        Rune.DecodeLastFromUtf8(text, out var rune, out length) == OperationStatus.Done ? rune : Rune.ReplacementChar;

    private static CharacterKind Kind(Rune rune) =>
        Rune.IsLetter(rune) ? CharacterKind.Letter
        : Rune.IsDigit(rune) ? CharacterKind.Digit
        : Rune.IsWhiteSpace(rune) ? CharacterKind.Blank
        : CharacterKind.Sign;

    private static bool BeginsCharacter(byte[] piece) => (piece[0] & 0xC0) != 0x80;

    // From the last to the first.
    private static byte[] Join(IEnumerable<byte[]> backwards) => [.. backwards.Reverse().SelectMany(piece => piece)];

    private enum CharacterKind
    {
        Letter,
        Digit,
        Blank,
        Sign,
    }
}
