using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>What opens and what closes.</summary>
internal static class Brackets
{
    /// <returns>1 for an opening bracket, −1 for a closing one, otherwise 0.</returns>
    public static int Step(int symbol, SymbolTable symbols) => symbols.Text(symbol) switch
    {
        ['(' or '[' or '{'] => 1,
        [')' or ']' or '}'] => -1,
        _ => 0,
    };

    public static int Depth(ReadOnlySpan<int> tokens, SymbolTable symbols)
    {
        var depth = 0;
        foreach (var symbol in tokens)
        {
            depth += Step(symbol, symbols);
        }

        return depth;
    }
}
