using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Search;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Snippets;

/// <summary>A stretch of an indexed text that could be a snippet.</summary>
/// <param name="Text">Where it is.</param>
/// <param name="Number">Which one: windows of <see cref="Tokens"/> tokens each, counted from the text's beginning.</param>
/// <param name="Path">The document's path.</param>
internal readonly record struct SnippetWindow(TokenText Text, int Number, string Path)
{
    public const int Tokens = 96;

    private const int MostLines = 14;
    private const int MostCharacters = 900;

    /// <summary>The names in it, each once.</summary>
    public HashSet<int> Names(SymbolTable symbols)
    {
        var (from, to) = Lines();
        var names = new HashSet<int>();
        foreach (var symbol in Text.Symbols.AsSpan(from, to - from))
        {
            if (Renaming.IsName(symbol, symbols))
            {
                names.Add(symbol);
            }
        }

        return names;
    }

    /// <summary>Its lines as they stand in the document, blank ones left out.</summary>
    public string Write(SymbolTable symbols)
    {
        var (from, to) = Lines();
        return TokenWriting.Lines(Text, from, to, symbols);
    }

    // From the line in which the window begins, as many whole lines as fit, none of another document.
    private (int From, int To) Lines()
    {
        var start = Math.Min(Number * Tokens, Text.Symbols.Length - 1);
        var from = Text.Symbols.AsSpan(0, start + 1).LastIndexOfAny(SymbolTable.Line, SymbolTable.Document);
        from = Math.Max(0, from);
        if (Text.Symbols[from] == SymbolTable.Document)
        {
            from = Math.Min(from + 1, Text.Symbols.Length);
        }

        var (to, lines) = (from, 0);
        while (to < Text.Symbols.Length && Text.Symbols[to] != SymbolTable.Document && lines < MostLines && (to - from) * 4 < MostCharacters)
        {
            to = Text.LineEnd(to + 1);
            lines++;
        }

        return (from, to);
    }
}
