using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index.Search;

/// <summary>The text around a caret, as the index compares it.</summary>
internal sealed class CaretContext
{
    /// <summary>Longer matches say no more.</summary>
    public const int MostTokens = 48;

    private const int UnitsBefore = 3000;
    private const int UnitsAfter = 800;
    private const int MostTokensAfter = 12;

    private readonly int[] _before;
    private readonly int[] _characters;

    private CaretContext(int[] window, int[] before, int[] characters, string partial, int[] after, LineSetting setting, int depth, bool isSpaced, bool isLineStart)
    {
        Window = window;
        _before = before;
        _characters = characters;
        Partial = partial;
        After = after;
        Setting = setting;
        Depth = depth;
        IsSpaced = isSpaced;
        IsLineStart = isLineStart;
    }

    /// <summary>The tokens of some lines before the caret, in their order.</summary>
    public ReadOnlyMemory<int> Window { get; }

    /// <summary>The last tokens before the caret, the very last first; the name that the caret touches is one of them.</summary>
    public ReadOnlySpan<int> Before => _before;

    /// <summary>The name or number that ends at the caret and may go on behind it; empty when there is none.</summary>
    public string Partial { get; }

    /// <summary>The tokens of some lines after the caret's line, beginning with a mark.</summary>
    public ReadOnlyMemory<int> After { get; }

    /// <summary>The first of these: more are not compared one by one.</summary>
    public ReadOnlySpan<int> Following => After.Span[..Math.Min(MostTokensAfter, After.Length)];

    /// <summary>How the caret's line stands among the others.</summary>
    public LineSetting Setting { get; }

    /// <summary>Whether white space stands before the caret, so that none need be proposed.</summary>
    public bool IsSpaced { get; }

    /// <summary>Whether nothing but indentation stands before the caret on its line.</summary>
    public bool IsLineStart { get; }

    /// <summary>How many brackets its line has opened before it and not closed; below zero where it has closed more.</summary>
    public int Depth { get; }

    public static CaretContext At(string text, int caret, SymbolTable symbols)
    {
        var start = Math.Max(0, caret - UnitsBefore);
        if (start > 0 && text.AsSpan(start, caret - start).IndexOf('\n') is >= 0 and var line)
        {
            start += line + 1;
        }

        var before = text.AsSpan(start, caret - start);
        var tokens = new TokenList();
        if (start == 0)
        {
            tokens.Add(SymbolTable.Document, 0);
        }

        Lexer.Read(before, symbols, tokens);
        var lineStart = before.LastIndexOfAny('\n', '\r') + 1;
        var isLineStart = before[lineStart..].IsWhiteSpace();
        if (isLineStart)
        {
            tokens.Add(SymbolTable.Line, Lexer.LineLayout(before[lineStart..], isAfterBlank: EndsBlank(before[..lineStart])));
        }

        var count = Math.Min(tokens.Count, MostTokens);
        var reversed = new int[count];
        var characters = new int[count + 1];
        for (var index = 0; index < count; index++)
        {
            reversed[index] = tokens.Symbols[^(index + 1)];
            characters[index + 1] = characters[index] + Math.Max(1, symbols.Text(reversed[index]).Length);
        }

        var isSpaced = before.IsEmpty || char.IsWhiteSpace(before[^1]);
        var partial = !isSpaced && IdentifierCharacter.Is(before[^1]) ? symbols.Text(reversed[0]).ToString() : "";
        return new CaretContext(
            tokens.Symbols.ToArray(),
            reversed,
            characters,
            partial,
            TokensAfter(text, caret, symbols),
            LineSetting.At(tokens.Symbols, tokens.Layout, tokens.Count),
            Brackets.Depth(tokens.Symbols[(tokens.Symbols.LastIndexOf(SymbolTable.Line) + 1)..], symbols),
            isSpaced,
            isLineStart);
    }

    /// <summary>How many characters the last tokens before the caret have together.</summary>
    public int Characters(int tokens) => _characters[Math.Min(tokens, _before.Length)];

    private static int[] TokensAfter(string text, int caret, SymbolTable symbols)
    {
        var rest = text.AsSpan(caret);
        var line = rest.IndexOf('\n');
        if (line < 0)
        {
            return [];
        }

        var tokens = new TokenList();
        rest = rest[(line + 1)..];
        Lexer.Read(rest[..Math.Min(rest.Length, UnitsAfter)], symbols, tokens);
        return tokens.Symbols.ToArray();
    }

    // Of lines that end with a break: whether the last of them is blank.
    private static bool EndsBlank(ReadOnlySpan<char> lines) => lines[lines.TrimEnd().Length..].Count('\n') > 1;
}
