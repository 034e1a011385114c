namespace CodeAssist.Context.Outline;

/// <summary>Members that end where the text is no longer further to the right than their head.</summary>
internal sealed class IndentedExtent(SourceLines lines, LanguageHeads heads) : IMemberExtent
{
    private const int TabWidth = 8;

    /// <summary>Heads are known by their keywords, wherever they stand.</summary>
    public int? BlockAt(int line) => null;

    public MemberExtent Of(int headLine)
    {
        var indentation = Indentation(headLine);
        var end = headLine + 1;
        for (var line = headLine + 1; line < lines.Count; line++)
        {
            if (BeginsOutsideCode(line))
            {
                continue;
            }

            if (Indentation(line) <= indentation && !Belongs(line, indentation))
            {
                break;
            }

            end = line + 1;
        }

        return new MemberExtent(lines.End(headLine), end);
    }

    // Blank, a comment, or the inside of a string: its indentation says nothing.
    private bool BeginsOutsideCode(int line)
    {
        var text = lines.Document.Line(line);
        var at = text.IndexOfAnyExcept(' ', '\t');
        return at < 0 || lines.Line(line)[at] != text[at] || lines.IsBlank(line);
    }

    private bool Belongs(int line, int indentation)
    {
        var code = lines.Line(line).Trim();
        return Indentation(line) == indentation && (code is [')' or ']' or '}', ..] || IsBlockWord(code));
    }

    private bool IsBlockWord(ReadOnlySpan<char> code)
    {
        foreach (var word in heads.BlockWords)
        {
            if (code.StartsWith(word, StringComparison.Ordinal) && (code.Length == word.Length || !char.IsLetterOrDigit(code[word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private int Indentation(int line)
    {
        var width = 0;
        foreach (var character in lines.Document.Line(line))
        {
            switch (character)
            {
                case ' ':
                    width++;
                    break;
                case '\t':
                    width += TabWidth - (width % TabWidth);
                    break;
                default:
                    return width;
            }
        }

        return width;
    }
}
