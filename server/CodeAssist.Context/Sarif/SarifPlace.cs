using CodeAssist.Core.Text;

namespace CodeAssist.Context.Sarif;

/// <summary>Finds the text that a result is about.</summary>
internal static class SarifPlace
{
    /// <returns>Null where the report is of another text than this one: the place is outside of it, or what the tool saw there is not there.</returns>
    public static TextRange? In(DocumentSnapshot text, SarifLog.Region region, bool countsCodePoints)
    {
        var (first, last) = (region.StartLine!.Value - 1, (region.EndLine ?? region.StartLine.Value) - 1);
        if (first < 0 || last < first || last >= text.LineCount)
        {
            return null;
        }

        var start = region.StartColumn is { } from ? Offset(text.Line(first), from, countsCodePoints) : Indentation(text.Line(first));
        var end = region.EndColumn is { } to ? Offset(text.Line(last), to, countsCodePoints) : text.Line(last).TrimEnd().Length;
        if (start is not { } startOffset || end is not { } endOffset || !Fits(text, first, last, region.Snippet?.Text))
        {
            return null;
        }

        var range = new TextRange(new TextPosition(first, startOffset), new TextPosition(last, endOffset));
        return range.Start <= range.End ? range : null;
    }

    // Columns count from one; the one behind the last character ends the line.
    private static int? Offset(ReadOnlySpan<char> line, int column, bool countsCodePoints)
    {
        var units = column - 1;
        if (countsCodePoints)
        {
            units = 0;
            for (var left = column - 1; left > 0 && units <= line.Length; left--)
            {
                units += units + 1 < line.Length && char.IsSurrogatePair(line[units], line[units + 1]) ? 2 : 1;
            }
        }

        return units >= 0 && units <= line.Length ? units : null;
    }

    private static int Indentation(ReadOnlySpan<char> line) => line.IsWhiteSpace() ? 0 : line.Length - line.TrimStart().Length;

    // Tools quote the place, its whole lines, or more than those.
    private static bool Fits(DocumentSnapshot text, int first, int last, string? snippet)
    {
        if (string.IsNullOrWhiteSpace(snippet))
        {
            return true;
        }

        var lines = text.Slice(new TextRange(new TextPosition(first, 0), new TextPosition(last, text.Line(last).Length))).ToString().ReplaceLineEndings("\n").Trim();
        var quoted = snippet.ReplaceLineEndings("\n").Trim();
        return lines.Contains(quoted, StringComparison.Ordinal) || (lines.Length > 0 && quoted.Contains(lines, StringComparison.Ordinal));
    }
}
