using System.Text;
using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index.Tokens;

/// <summary>Tokens as text again: lines as they stand in the document, blank ones left out.</summary>
internal static class TokenWriting
{
    /// <param name="text">Where they are.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="symbols">Of all texts.</param>
    public static string Lines(TokenText text, int from, int to, SymbolTable symbols)
    {
        var written = new StringBuilder();
        for (var at = from; at < to; at++)
        {
            var (symbol, layout) = (text.Symbols[at], text.Layout[at]);
            if (symbol == SymbolTable.Line)
            {
                written.Append(written.Length == 0 ? "" : "\n").Append(' ', layout & TokenList.MostColumns);
            }
            else
            {
                written.Append(layout == TokenList.SpaceBefore && at > from + 1 && text.Symbols[at - 1] != SymbolTable.Line ? " " : "").Append(symbols.Text(symbol));
            }
        }

        return written.Append('\n').ToString();
    }
}
