using CodeAssist.Core.Text;

namespace CodeAssist.Context.Index.Tokens;

/// <summary>
/// Cuts text of any language into names, numbers and single signs. White space, line breaks and indentation survive as layout only,
/// so texts that differ in nothing else are equal.
/// </summary>
internal static class Lexer
{
    public const int TabColumns = 4;

    /// <summary>Tokens of whole lines, new symbols included; blank lines leave only a mark on the line after them.</summary>
    public static void Read(ReadOnlySpan<char> text, SymbolTable symbols, TokenList tokens) =>
        Read(text, symbols.Intern, tokens);

    /// <summary>How many tokens <see cref="Read(ReadOnlySpan{char}, SymbolTable, TokenList)"/> would find.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var tokens = new TokenList();
        Read(text, _ => SymbolTable.None, tokens);
        return tokens.Count;
    }

    /// <summary>Width of leading white space, a tab reaching to the next multiple of four.</summary>
    public static int Columns(ReadOnlySpan<char> line)
    {
        var columns = 0;
        foreach (var character in line)
        {
            if (character == '\t')
            {
                columns = (columns / TabColumns * TabColumns) + TabColumns;
            }
            else if (char.IsWhiteSpace(character))
            {
                columns++;
            }
            else
            {
                break;
            }
        }

        return columns;
    }

    /// <summary>How the mark of a line is set, as in <see cref="TokenList"/>.</summary>
    public static byte LineLayout(ReadOnlySpan<char> line, bool isAfterBlank) =>
        (byte)(Math.Min(Columns(line), TokenList.MostColumns) | (isAfterBlank ? TokenList.AfterBlank : 0));

    /// <summary>Length of the token at the beginning of a text that begins with one.</summary>
    public static int TokenLength(ReadOnlySpan<char> text)
    {
        if (!IdentifierCharacter.Is(text[0]))
        {
            return text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
        }

        var length = 1;
        while (length < text.Length && IdentifierCharacter.Is(text[length]))
        {
            length++;
        }

        return length;
    }

    private static void Read(ReadOnlySpan<char> text, Func<ReadOnlySpan<char>, int> symbolOf, TokenList tokens)
    {
        var isAfterBlank = false;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny('\n', '\r');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1)..];

            var content = line.TrimStart();
            if (content.IsEmpty)
            {
                isAfterBlank = true;
                continue;
            }

            tokens.Add(SymbolTable.Line, LineLayout(line, isAfterBlank));
            isAfterBlank = false;
            ReadLine(content, symbolOf, tokens);
        }
    }

    private static void ReadLine(ReadOnlySpan<char> line, Func<ReadOnlySpan<char>, int> symbolOf, TokenList tokens)
    {
        byte layout = 0;
        while (!line.IsEmpty)
        {
            if (char.IsWhiteSpace(line[0]))
            {
                layout = TokenList.SpaceBefore;
                line = line[1..];
                continue;
            }

            var length = TokenLength(line);
            tokens.Add(symbolOf(line[..length]), layout);
            layout = 0;
            line = line[length..];
        }
    }
}
