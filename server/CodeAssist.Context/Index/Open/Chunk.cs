using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Open;

/// <summary>Some whole lines of a document that may change: the piece that is read again after an edit.</summary>
/// <param name="Text">Its tokens.</param>
/// <param name="Length">Length of its text in UTF-16 units, line breaks included.</param>
internal sealed record Chunk(TokenText Text, int Length)
{
    /// <summary>A chunk ends with the first line that reaches this many units; reading one takes some tens of microseconds.</summary>
    public const int Units = 8 * 1024;

    private readonly Lazy<HashSet<int>> _words = new(() => [.. Text.Symbols]);

    /// <summary>What it may have: most chunks are passed over for that alone.</summary>
    public SymbolFilter Filter { get; } = new(Text.Symbols);

    /// <summary>Every token that it has.</summary>
    public IReadOnlySet<int> Words => _words.Value;

    public static Chunk Read(ReadOnlySpan<char> lines, SymbolTable symbols)
    {
        var tokens = new TokenList();
        Lexer.Read(lines, symbols, tokens);
        return new Chunk(new TokenText(tokens.Symbols.ToArray(), tokens.Layout.ToArray()), lines.Length);
    }
}
