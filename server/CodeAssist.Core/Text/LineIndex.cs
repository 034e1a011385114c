using System.Runtime.InteropServices;

namespace CodeAssist.Core.Text;

/// <summary>Where the lines of a text start. Lines end at LF, CR or CRLF; the text after the last break is a line too.</summary>
/// <remarks>Changed only by the <see cref="TextBuffer"/> that made it; never again once a snapshot holds it.</remarks>
internal sealed class LineIndex
{
    private readonly List<int> _starts;

    private LineIndex(List<int> starts) => _starts = starts;

    public int Count => _starts.Count;

    public static LineIndex Of(ReadOnlySpan<char> text)
    {
        var starts = new List<int> { 0 };
        AddStarts(text, 0, text.Length, starts);
        return new LineIndex(starts);
    }

    public LineIndex Copy() => new([.. _starts]);

    public int StartOf(int line) => _starts[line];

    public int LineAt(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Follows one replacement; only the lines around it are read again.</summary>
    /// <param name="text">The text after the replacement.</param>
    /// <param name="start">Where it began, in the old text and the new.</param>
    /// <param name="oldLength">UTF-16 units taken out.</param>
    /// <param name="newLength">UTF-16 units put in.</param>
    public void Replace(ReadOnlySpan<char> text, int start, int oldLength, int newLength)
    {
        // One unit further left: a CR before the replacement may have lost or found its LF.
        var first = LineAt(Math.Max(0, start - 1));
        var moved = LineAt(start + oldLength) + 1;
        var delta = newLength - oldLength;
        foreach (ref var lineStart in CollectionsMarshal.AsSpan(_starts)[moved..])
        {
            lineStart += delta;
        }

        var found = new List<int>();
        AddStarts(text, _starts[first], moved < Count ? _starts[moved] : text.Length, found);
        if (moved < Count)
        {
            // The break before the first line that is only moved was read too: that start is there already.
            found.RemoveAt(found.Count - 1);
        }

        _starts.RemoveRange(first + 1, moved - first - 1);
        _starts.InsertRange(first + 1, found);
    }

    private static void AddStarts(ReadOnlySpan<char> text, int from, int end, List<int> starts)
    {
        while (from < end)
        {
            var found = text[from..end].IndexOfAny('\n', '\r');
            if (found < 0)
            {
                return;
            }

            from += found + 1;
            if (text[from - 1] == '\r' && from < text.Length && text[from] == '\n')
            {
                from++;
            }

            starts.Add(from);
        }
    }
}
