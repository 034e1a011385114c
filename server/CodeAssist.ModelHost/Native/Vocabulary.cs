using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace CodeAssist.ModelHost.Native;

/// <summary>The tokenizer of a loaded model.</summary>
/// <remarks>Thread-safe: llama.cpp only reads the vocabulary once it is loaded. Lives as long as its model.</remarks>
internal sealed unsafe class Vocabulary
{
    /// <summary>No token plays this part.</summary>
    public const int None = -1;

    // llama_token_attr.
    private const int ControlAttribute = 1 << 3;
    private const int UserDefinedAttribute = 1 << 4;
    private const int LeftStripAttribute = 1 << 7;
    private const int RightStripAttribute = 1 << 8;

    private readonly LlamaModelHandle _model;
    private readonly nint _vocabulary;

    public Vocabulary(LlamaModelHandle model, nint vocabulary)
    {
        _model = model;
        _vocabulary = vocabulary;
        Size = LlamaApi.VocabularySize(vocabulary);
    }

    public int Size { get; }

    /// <summary>Begin of text, where this vocabulary wants one in front of every prompt.</summary>
    public int BeginOfText => LlamaApi.VocabularyWantsBeginOfText(_vocabulary) != 0 ? Known(LlamaApi.VocabularyBeginOfText(_vocabulary)) : None;

    public int EndOfText => Known(LlamaApi.VocabularyEndOfText(_vocabulary));

    public int FimPrefix => Known(LlamaApi.VocabularyFimPrefix(_vocabulary));

    public int FimSuffix => Known(LlamaApi.VocabularyFimSuffix(_vocabulary));

    public int FimMiddle => Known(LlamaApi.VocabularyFimMiddle(_vocabulary));

    public int FimPad => Known(LlamaApi.VocabularyFimPad(_vocabulary));

    public int FimRepository => Known(LlamaApi.VocabularyFimRepository(_vocabulary));

    public int FimSeparator => Known(LlamaApi.VocabularyFimSeparator(_vocabulary));

    public bool Contains(int token) => token >= 0 && token < Size;

    public bool EndsGeneration(int token) => Contains(token) && LlamaApi.VocabularyEndsGeneration(_vocabulary, token) != 0;

    /// <summary>Whether it is no piece of ordinary text: it steers the model, or its makers put it into the vocabulary as a whole.</summary>
    public bool IsSpecial(int token) => Has(token, ControlAttribute | UserDefinedAttribute);

    /// <summary>Whether the tokenizer drops the blanks in front of this special token.</summary>
    public bool DropsBlanksBefore(int token) => Has(token, LeftStripAttribute);

    /// <summary>Whether the tokenizer drops the blanks behind this special token.</summary>
    public bool DropsBlanksAfter(int token) => Has(token, RightStripAttribute);

    /// <summary>Tokens of ordinary text: <c>&lt;|fim_prefix|&gt;</c> in somebody's source is just characters.</summary>
    public int[] Tokenize(string text) => Tokenize(text, parseSpecial: false);

    /// <summary>The one token whose whole text is <paramref name="text"/>, or <see cref="None"/>.</summary>
    public int SpecialToken(string text) => Tokenize(text, parseSpecial: true) is [var token] && string.Equals(Text(token), text, StringComparison.Ordinal) ? token : None;

    /// <summary>The bytes that a token adds to the text; none for special tokens. May end in the middle of a character.</summary>
    public int Piece(int token, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(Contains(token), false, nameof(token));
        using var hold = new Hold(_model);
        fixed (byte* bytes = buffer)
        {
            return LlamaApi.TokenToPiece(_vocabulary, token, bytes, buffer.Length, 0, 0);
        }
    }

    /// <summary>The bytes that a token adds to the text, in an array of their own.</summary>
    public byte[] Piece(int token)
    {
        Span<byte> buffer = stackalloc byte[128];
        var length = Piece(token, buffer);
        if (length >= 0)
        {
            return buffer[..length].ToArray();
        }

        var longer = new byte[-length];
        return longer[..Math.Max(0, Piece(token, longer))];
    }

    /// <summary>What the vocabulary calls a token, which is not always what it adds to a text.</summary>
    public string Text(int token) => Marshal.PtrToStringUTF8((nint)LlamaApi.VocabularyText(_vocabulary, token)) ?? "";

    /// <summary>The grammar as llama.cpp reads it; invalid where it does not.</summary>
    /// <param name="gbnf">In GBNF, with a rule named <c>root</c>.</param>
    public LlamaGrammarHandle ReadGrammar(string gbnf) => new(LlamaApi.SamplerInitGrammar(_vocabulary, gbnf, "root"), _model);

    private bool Has(int token, int attributes) => Contains(token) && (LlamaApi.VocabularyAttributes(_vocabulary, token) & attributes) != 0;

    private int Known(int token) => Contains(token) ? token : None;

    private int[] Tokenize(string text, bool parseSpecial)
    {
        if (text.Length == 0)
        {
            return [];
        }

        // Lone surrogates become U+FFFD here: the tokenizer sees valid UTF-8 only.
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var tokens = ArrayPool<int>.Shared.Rent(text.Length + 16);
        try
        {
            var length = Encoding.UTF8.GetBytes(text, utf8);
            var count = Tokenize(utf8.AsSpan(0, length), tokens, parseSpecial);
            if (count < 0)
            {
                ArrayPool<int>.Shared.Return(tokens);
                tokens = ArrayPool<int>.Shared.Rent(-count);
                count = Tokenize(utf8.AsSpan(0, length), tokens, parseSpecial);
            }

            return tokens.AsSpan(0, Math.Max(0, count)).ToArray();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private int Tokenize(ReadOnlySpan<byte> text, int[] tokens, bool parseSpecial)
    {
        using var hold = new Hold(_model);
        fixed (byte* bytes = text)
        fixed (int* ids = tokens)
        {
            return LlamaApi.Tokenize(_vocabulary, bytes, text.Length, ids, tokens.Length, 0, (byte)(parseSpecial ? 1 : 0));
        }
    }

    // The vocabulary is part of its model: a request that outlives an unload meets an exception here instead of freed memory.
    private readonly ref struct Hold
    {
        private readonly LlamaModelHandle _held;

        public Hold(LlamaModelHandle model)
        {
            var added = false;
            model.DangerousAddRef(ref added);
            _held = model;
        }

        public void Dispose() => _held.DangerousRelease();
    }
}
