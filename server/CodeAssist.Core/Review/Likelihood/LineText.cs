using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>A line with its surroundings, cut for the model: what stands before it, the line, what follows at once, what comes after that.</summary>
/// <param name="Window">Before the line's first sign, and behind what follows.</param>
/// <param name="Start">Offset of the line's first sign.</param>
/// <param name="Line">From there to the line's end, without blanks at its end.</param>
/// <param name="Following">The lines behind it, from the line's break on; the model reads them as a part of its answer.</param>
internal sealed record LineText(CodeWindow Window, int Start, string Line, string Following)
{
    /// <summary>In UTF-16 units. With 4 units a token that is 400 tokens before and 100 behind: what the built-in model reads in 0.1 s.</summary>
    private const int Before = 1_600;

    private const int Behind = 400;

    /// <summary>What follows at once: enough to see a name used, or a bracket closed.</summary>
    private const int FollowingLines = 2;

    private const int MostFollowing = 140;

    /// <param name="document">The file.</param>
    /// <param name="line">From zero; not blank.</param>
    /// <param name="group">Lines looked at one after another. What stands before begins at one place for all of them and what comes after is the same, so that the model goes on reading where it was.</param>
    public static LineText Of(DocumentSnapshot document, int line, Changes.LineSpan group)
    {
        var text = document.Text;
        var begin = document.OffsetAt(new TextPosition(line, 0));
        var content = document.Line(line);
        var start = begin + content.Length - content.TrimStart().Length;
        var end = begin + content.TrimEnd().Length;
        var first = LineStart(document, document.OffsetAt(new TextPosition(group.Start, 0)) - Before);
        var behind = Follow(document, group.End - 1);
        var last = behind + Behind >= text.Length ? text.Length : Math.Max(behind, text.LastIndexOf('\n', behind + Behind) + 1);

        return new LineText(new CodeWindow(text[first..start], text[behind..last]), start, text[start..end], text[end..Follow(document, line)]);
    }

    // The end of what follows a line at once, before its line break.
    private static int Follow(DocumentSnapshot document, int line)
    {
        var from = document.OffsetAt(new TextPosition(line, int.MaxValue));
        var (to, seen) = (from, 0);
        for (var next = line + 1; next < document.LineCount && seen < FollowingLines; next++)
        {
            var end = document.OffsetAt(new TextPosition(next, int.MaxValue));
            if (end - from > MostFollowing)
            {
                break;
            }

            to = end;
            seen += document.Line(next).IsWhiteSpace() ? 0 : 1;
        }

        return to;
    }

    private static int LineStart(DocumentSnapshot document, int offset)
    {
        if (offset <= 0)
        {
            return 0;
        }

        return document.OffsetAt(new TextPosition(document.PositionAt(offset).Line + 1, 0));
    }
}
