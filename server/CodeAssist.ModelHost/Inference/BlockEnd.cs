using System.Text;

namespace CodeAssist.ModelHost.Inference;

/// <summary>
/// Finds where an answer leaves the block that it was to fill: before the first line that is indented less than the line which opens
/// the block, or as much without closing it, and before the first one behind the line that closes it.
/// </summary>
/// <param name="indentation">Columns by which the line that opens the block is indented; a tab counts as four.</param>
internal sealed class BlockEnd(int indentation)
{
    // The line that is looked at, or -1 while the answer is in its first, which goes on where the caret is.
    private int _line = -1;
    private bool _isClosed;

    /// <summary>Where what belongs to the block for certain ends, of all that was looked at.</summary>
    public int Certain { get; private set; }

    /// <summary>Goes on looking where it stopped.</summary>
    /// <returns>Where the block was left, at the end of its last line, or null where the text is still in it.</returns>
    public int? Find(StringBuilder text)
    {
        while (NextLine(text) is { } start)
        {
            var code = start;
            var width = 0;
            for (; code < text.Length && text[code] is ' ' or '\t'; code++)
            {
                width += text[code] == '\t' ? 4 : 1;
            }

            if (code == text.Length || (text[code] == '\r' && code + 1 == text.Length))
            {
                Certain = start - 1;
                return null;
            }

            if (text[code] is not ('\n' or '\r'))
            {
                var closes = text[code] is '}' or ')' or ']';
                if (_isClosed || width < indentation || (width == indentation && !closes))
                {
                    return start - 1;
                }

                _isClosed = width == indentation;
            }

            _line = start;
        }

        Certain = text.Length;
        return null;
    }

    // Where the line behind the one that was looked at begins, or null while that has no end.
    private int? NextLine(StringBuilder text)
    {
        for (var position = Math.Max(0, _line); position < text.Length; position++)
        {
            if (text[position] == '\n')
            {
                return position + 1;
            }
        }

        return null;
    }
}
