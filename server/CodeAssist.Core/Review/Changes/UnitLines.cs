using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>The lines of a text by how much of a unit they take.</summary>
internal sealed class UnitLines
{
    private readonly DocumentSnapshot _text;

    // Of all lines before each.
    private readonly long[] _lengths;

    public UnitLines(DocumentSnapshot text)
    {
        _text = text;
        _lengths = new long[text.LineCount + 1];
        for (var line = 0; line < text.LineCount; line++)
        {
            _lengths[line + 1] = _lengths[line] + (text.Line(line).IsWhiteSpace() ? 0 : text.Line(line).Length + 1);
        }
    }

    public int Count => _text.LineCount;

    /// <param name="changed">In the order of the text, none over another.</param>
    /// <param name="lines">Some lines.</param>
    /// <param name="count">How many there are in all.</param>
    /// <returns>The parts of changed places that are on some lines. A place without lines belongs to the line behind it, at the end of the text to the last.</returns>
    public static IReadOnlyList<LineSpan> Within(List<LineSpan> changed, LineSpan lines, int count)
    {
        var (low, high) = (0, changed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = changed[middle].End < lines.Start ? (middle + 1, high) : (low, middle);
        }

        List<LineSpan> within = [];
        for (; low < changed.Count && changed[low].Start <= lines.End; low++)
        {
            var span = changed[low];
            var place = Math.Min(span.Start, count - 1);
            if (span.IsEmpty && lines.Contains(place))
            {
                within.Add(new LineSpan(place, place));
            }
            else if (span.Overlaps(lines))
            {
                within.Add(new LineSpan(Math.Max(span.Start, lines.Start), Math.Min(span.End, lines.End)));
            }
        }

        return within;
    }

    /// <summary>Characters with one for each line break; blank lines cost nothing.</summary>
    public long Length(LineSpan lines) => _lengths[lines.End] - _lengths[lines.Start];

    /// <summary>Parts that are short enough, cut at blank lines where there are some.</summary>
    public IEnumerable<LineSpan> Cut(LineSpan lines)
    {
        while (Length(lines) > UnitSplitter.MostCharacters)
        {
            var end = Array.BinarySearch(_lengths, lines.Start, lines.Count + 1, _lengths[lines.Start] + UnitSplitter.MostCharacters);
            end = Math.Max(end < 0 ? ~end - 1 : end, lines.Start + 1);
            var blank = end;
            while (blank > lines.Start + ((end - lines.Start) / 2) && !_text.Line(blank - 1).IsWhiteSpace())
            {
                blank--;
            }

            end = blank > lines.Start + ((end - lines.Start) / 2) ? blank : end;
            yield return lines with { End = end };
            lines = lines with { Start = end };
        }

        if (!lines.IsEmpty)
        {
            yield return lines;
        }
    }
}
