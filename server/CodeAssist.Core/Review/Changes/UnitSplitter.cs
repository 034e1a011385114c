using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Cuts a changed file into what is looked at in one go: each changed place with the member around it, or with some lines where no member is.</summary>
/// <remarks>
/// Units follow one another in the file, share no line, and cover every changed line together. A place where lines were only taken out is an empty span of the unit that has the line
/// behind it.
/// </remarks>
public static class UnitSplitter
{
    /// <summary>Most characters of a unit, blank lines aside: 2,500 tokens of four characters. Only a single line may be longer.</summary>
    public const int MostCharacters = 2_500 * CharactersPerToken;

    /// <summary>Source code has three to five in the tokens of the models that we know. Whoever has a tokenizer may count again.</summary>
    private const int CharactersPerToken = 4;

    /// <summary>A member of fewer lines says little by itself: it is shown with the lines around it.</summary>
    private const int FewLines = 5;

    private const int LinesBefore = 10;
    private const int LinesBehind = 2;

    /// <param name="file">With its new content; there are no units without.</param>
    /// <param name="members">Those of the new content, outer ones before those inside them.</param>
    public static IReadOnlyList<ReviewUnit> Split(ChangedFile file, IReadOnlyList<CodeMember> members)
    {
        if (file.New is not { } text || file.Hunks.Count == 0)
        {
            return [];
        }

        var lines = new UnitLines(text);
        var changed = file.Hunks.Select(hunk => Inside(hunk.New, text.LineCount)).ToList();
        var used = new UsedSignatures(file.Path, members);
        var pieces = Regions(members, text.LineCount).SelectMany(region => Pieces(region, changed, lines));

        return [.. Joined(pieces, changed, lines).Select(piece => Unit(piece, changed, members, used, text))];
    }

    private static LineSpan Inside(LineSpan span, int count) => new(Math.Clamp(span.Start, 0, count), Math.Clamp(Math.Max(span.Start, span.End), 0, count));

    /// <summary>The file's lines in a row of members and of what is between them, each line in the innermost member that holds no others.</summary>
    private static IEnumerable<(LineSpan Lines, bool IsMember)> Regions(IReadOnlyList<CodeMember> members, int count)
    {
        var owners = new int[count];
        Array.Fill(owners, -1);
        for (var index = 0; index < members.Count; index++)
        {
            var lines = Inside(members[index].Lines, count);
            if (!members[index].IsContainer && lines.Count >= FewLines)
            {
                owners.AsSpan(lines.Start, lines.Count).Fill(index);
            }
        }

        for (var start = 0; start < count;)
        {
            var same = owners.AsSpan(start).IndexOfAnyExcept(owners[start]);
            var end = same < 0 ? count : start + same;
            yield return (new LineSpan(start, end), owners[start] >= 0);
            start = end;
        }
    }

    private static IEnumerable<LineSpan> Pieces((LineSpan Lines, bool IsMember) region, List<LineSpan> changed, UnitLines lines)
    {
        var spans = UnitLines.Within(changed, region.Lines, lines.Count);
        if (spans.Count == 0)
        {
            return [];
        }

        if (region.IsMember && lines.Length(region.Lines) <= MostCharacters)
        {
            return [region.Lines];
        }

        return Windows(region.Lines, spans, lines).SelectMany(lines.Cut).Where(piece => UnitLines.Within(changed, piece, lines.Count).Count > 0);
    }

    /// <summary>The changed places with some lines around them; those that are near one another in one.</summary>
    private static List<LineSpan> Windows(LineSpan region, IReadOnlyList<LineSpan> spans, UnitLines lines)
    {
        List<LineSpan> windows = [];
        foreach (var span in spans)
        {
            var last = Math.Max(span.End, span.Start + 1);
            var window = new LineSpan(Math.Max(region.Start, span.Start - LinesBefore), Math.Min(region.End, last + LinesBehind));
            if (windows is [.., var near] && window.Start <= near.End && lines.Length(near with { End = window.End }) <= MostCharacters)
            {
                windows[^1] = near with { End = window.End };
                continue;
            }

            if (windows is [.., var above])
            {
                // Side by side where they cannot be one: the change goes before what is around the one above.
                windows[^1] = above with { End = Math.Min(above.End, span.Start) };
                window = window with { Start = Math.Max(window.Start, windows[^1].End) };
            }

            // What is around a change must not make two units of it.
            windows.Add(lines.Length(window) <= MostCharacters ? window : new LineSpan(Math.Max(window.Start, Math.Min(span.Start, last - 1)), last));
        }

        return windows;
    }

    /// <summary>A change that goes on over several members stays together as long as it is not too long: they were written together.</summary>
    private static List<LineSpan> Joined(IEnumerable<LineSpan> pieces, List<LineSpan> changed, UnitLines lines)
    {
        List<LineSpan> joined = [];
        foreach (var piece in pieces)
        {
            if (joined is [.., var before]
                && before.End == piece.Start
                && changed.Exists(span => span.Contains(piece.Start - 1) && span.Contains(piece.Start))
                && lines.Length(before with { End = piece.End }) <= MostCharacters)
            {
                joined[^1] = before with { End = piece.End };
            }
            else
            {
                joined.Add(piece);
            }
        }

        return joined;
    }

    private static ReviewUnit Unit(LineSpan lines, List<LineSpan> changed, IReadOnlyList<CodeMember> members, UsedSignatures used, DocumentSnapshot text)
    {
        var spans = UnitLines.Within(changed, lines, text.LineCount);
        var all = new LineSpan(spans[0].Start, Math.Max(spans[^1].End, spans[^1].Start + 1));
        var around = members.LastOrDefault(member => member.Lines.Start <= all.Start && all.End <= member.Lines.End);

        return new ReviewUnit(lines, spans, around?.Symbol, used.In(text, lines, spans, around));
    }
}
