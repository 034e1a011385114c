using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index.Search;

/// <summary>Which names of a place stand for which names at the caret; at most <see cref="Most"/> pairs.</summary>
internal readonly record struct Renaming(int From1, int To1, int From2, int To2, int From3, int To3)
{
    public const int Most = 3;

    public static Renaming Nothing { get; } = new(SymbolTable.None, 0, SymbolTable.None, 0, SymbolTable.None, 0);

    public int Apply(int symbol) =>
        symbol == From1 ? To1 : symbol == From2 ? To2 : symbol == From3 ? To3 : symbol;

    public bool Touches(ReadOnlySpan<int> symbols) =>
        From1 != SymbolTable.None && symbols.IndexOfAny(From1, From2 == SymbolTable.None ? From1 : From2, From3 == SymbolTable.None ? From1 : From3) >= 0;

    /// <summary>With one pair more, or null where that would contradict another or is one too many.</summary>
    public Renaming? With(int from, int to)
    {
        if (from == From1 || from == From2 || from == From3)
        {
            return Apply(from) == to ? this : null;
        }

        return this switch
        {
            { From1: SymbolTable.None } => this with { From1 = from, To1 = to },
            { From2: SymbolTable.None } => this with { From2 = from, To2 = to },
            { From3: SymbolTable.None } => this with { From3 = from, To3 = to },
            _ => null,
        };
    }

    /// <summary>How far a match reaches when names may differ, as long as each differs in the same way everywhere.</summary>
    /// <param name="text">Where the place is.</param>
    /// <param name="position">The token that follows at the place.</param>
    /// <param name="before">The tokens before the caret, the last one first.</param>
    /// <param name="matching">How many tokens are equal anyway.</param>
    /// <param name="symbols">Of both.</param>
    /// <returns>Tokens that match like this, and the names that differ among them.</returns>
    public (int Matching, Renaming Renaming) Extend(
        TokenText text, int position, ReadOnlySpan<int> before, int matching, SymbolTable symbols)
    {
        var renaming = this;
        var most = Math.Min(position, before.Length);
        while (matching < most)
        {
            var (there, here) = (text.Symbols[position - 1 - matching], before[matching]);
            if (renaming.Apply(there) != here)
            {
                if (!IsName(there, symbols) || !IsName(here, symbols) || renaming.With(there, here) is not { } more)
                {
                    break;
                }

                renaming = more;
            }

            matching++;
        }

        return (matching, renaming);
    }

    public static bool IsName(int symbol, SymbolTable symbols) =>
        symbols.Text(symbol) is [var first, ..] && IdentifierCharacter.Is(first) && !char.IsDigit(first);
}
