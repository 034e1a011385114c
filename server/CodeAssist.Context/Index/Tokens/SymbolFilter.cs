namespace CodeAssist.Context.Index.Tokens;

/// <summary>Says of most symbols that are not in a set that they are not, in one step and 512 bytes (a Bloom filter with one function).</summary>
internal sealed class SymbolFilter
{
    // A power of two. A chunk of a document has some 300 symbols: one of fourteen others is not told apart.
    private const int Bits = 4096;

    private readonly ulong[] _bits = new ulong[Bits / 64];

    public SymbolFilter(ReadOnlySpan<int> symbols)
    {
        foreach (var symbol in symbols)
        {
            Add(symbol);
        }
    }

    public void Add(int symbol) => _bits[(symbol & (Bits - 1)) / 64] |= 1UL << symbol;

    /// <returns>Never false for a symbol that was added; seldom true for one that was not.</returns>
    public bool MayHave(int symbol) => (_bits[(symbol & (Bits - 1)) / 64] & (1UL << symbol)) != 0;

    /// <returns>False where one of the symbols was not added, but for those that are not told apart.</returns>
    public bool MayHaveAll(ReadOnlySpan<int> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (!MayHave(symbol))
            {
                return false;
            }
        }

        return true;
    }
}
