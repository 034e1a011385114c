namespace CodeAssist.Context.Index.Tokens;

/// <summary>Text as tokens: a symbol for each, and a byte that says how it was set.</summary>
/// <remarks>
/// For a word the byte is 1 where white space stands before it. For <see cref="SymbolTable.Line"/> it is the indentation in columns,
/// at most <see cref="MostColumns"/>, plus <see cref="AfterBlank"/> where a blank line comes before.
/// </remarks>
internal sealed class TokenList
{
    public const byte SpaceBefore = 1;
    public const byte AfterBlank = 0x80;
    public const int MostColumns = 0x7F;

    private int[] _symbols = new int[256];
    private byte[] _layout = new byte[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Symbols => _symbols.AsSpan(0, Count);

    public ReadOnlySpan<byte> Layout => _layout.AsSpan(0, Count);

    public void Add(int symbol, byte layout)
    {
        if (Count == _symbols.Length)
        {
            Array.Resize(ref _symbols, 2 * Count);
            Array.Resize(ref _layout, 2 * Count);
        }

        _symbols[Count] = symbol;
        _layout[Count] = layout;
        Count++;
    }

    public void AddRange(ReadOnlySpan<int> symbols, ReadOnlySpan<byte> layout)
    {
        var count = Count + symbols.Length;
        if (count > _symbols.Length)
        {
            var capacity = Math.Max(count, 2 * _symbols.Length);
            Array.Resize(ref _symbols, capacity);
            Array.Resize(ref _layout, capacity);
        }

        symbols.CopyTo(_symbols.AsSpan(Count));
        layout.CopyTo(_layout.AsSpan(Count));
        Count = count;
    }

    public void Clear() => Count = 0;
}
