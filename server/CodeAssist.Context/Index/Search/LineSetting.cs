using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>How a line stands among the others: what is alike in this is often alike in the rest.</summary>
/// <param name="Columns">Its indentation; −1 where its beginning is not known.</param>
/// <param name="Step">1 where it is indented more than the line before, −1 where less, 0 where as much.</param>
/// <param name="IsAfterBlank">Whether a blank line comes before it.</param>
internal readonly record struct LineSetting(int Columns, int Step, bool IsAfterBlank)
{
    /// <param name="symbols">Tokens of a text.</param>
    /// <param name="layout">How they are set, as in <see cref="TokenList"/>.</param>
    /// <param name="position">A token of the line that is meant, or the end of the text.</param>
    public static LineSetting At(ReadOnlySpan<int> symbols, ReadOnlySpan<byte> layout, int position)
    {
        var line = Mark(symbols, position);
        if (line < 0)
        {
            return new LineSetting(-1, 0, false);
        }

        var columns = layout[line] & TokenList.MostColumns;
        var before = Mark(symbols, line);
        return new LineSetting(columns, before < 0 ? 1 : Math.Sign(columns - (layout[before] & TokenList.MostColumns)), (layout[line] & TokenList.AfterBlank) != 0);
    }

    private static int Mark(ReadOnlySpan<int> symbols, int position)
    {
        var mark = symbols[..position].LastIndexOfAny(SymbolTable.Line, SymbolTable.Document);
        return mark >= 0 && symbols[mark] == SymbolTable.Line ? mark : -1;
    }
}
