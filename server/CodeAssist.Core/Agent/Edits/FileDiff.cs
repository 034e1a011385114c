using System.Text;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Two texts of a file as <c>git apply</c> and people read their difference.</summary>
/// <param name="Head">The two lines that name the file.</param>
/// <param name="Places">Where they differ, each with three lines around it; places that lie close together are one.</param>
/// <param name="Added">Lines that are new.</param>
/// <param name="Removed">Lines that are gone.</param>
public sealed record FileDiff(string Head, IReadOnlyList<DifferingPlace> Places, int Added, int Removed)
{
    private const int Around = 3;

    public string Text => Head + string.Concat(Places.Select(place => place.Diff));

    /// <param name="oldPath">What it was called.</param>
    /// <param name="before">What it was; null where there was none.</param>
    /// <param name="newPath">What it is called.</param>
    /// <param name="after">What it is; null where there is none.</param>
    public static FileDiff Of(string oldPath, string? before, string newPath, string? after)
    {
        var (old, fresh) = (TextLines.Of(before ?? "").Lines, TextLines.Of(after ?? "").Lines);
        var hunks = Hunks(before ?? "", after ?? "", old, fresh);
        var head = $"--- {(before is null ? "/dev/null" : "a/" + oldPath)}\n+++ {(after is null ? "/dev/null" : "b/" + newPath)}\n";
        return new FileDiff(head, [.. Near(hunks).Select(near => Place(old, fresh, near))], hunks.Sum(hunk => hunk.New.Count), hunks.Sum(hunk => hunk.Old.Count));
    }

    /// <summary>Makes some places what they were, and leaves the others.</summary>
    /// <param name="before">What the file was.</param>
    /// <param name="after">What it is.</param>
    /// <param name="undone">Places as <see cref="Of"/> tells them of exactly these texts.</param>
    /// <returns>Null where one of them is none of these texts.</returns>
    public static string? Without(string before, string after, IReadOnlyList<DifferingPlace> undone)
    {
        var (old, fresh) = (TextLines.Of(before).Lines, TextLines.Of(after).Lines);
        var text = new StringBuilder();
        var (at, found) = (0, 0);
        foreach (var near in Near(Hunks(before, after, old, fresh)))
        {
            var isUndone = undone.Contains(Place(old, fresh, near));
            found += isUndone ? 1 : 0;
            foreach (var hunk in near)
            {
                Append(text, fresh, at, hunk.New.Start);
                Append(text, isUndone ? old : fresh, isUndone ? hunk.Old.Start : hunk.New.Start, isUndone ? hunk.Old.End : hunk.New.End);
                at = hunk.New.End;
            }
        }

        Append(text, fresh, at, fresh.Count);
        return found == undone.Count ? text.ToString() : null;
    }

    // A last line without its end, or another kind of end, is a difference as well; line numbers of both kinds of reading are the same but for "\r" alone.
    private static List<Hunk> Hunks(string before, string after, IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh)
    {
        var found = LineDifference.Between(DocumentSnapshot.Open("", "", 0, before), DocumentSnapshot.Open("", "", 0, after));
        return WithEnds(found, old, fresh) ?? [new Hunk(new LineSpan(0, old.Count), new LineSpan(0, fresh.Count))];
    }

    // Null where the two kinds of reading do not go together.
    private static List<Hunk>? WithEnds(IReadOnlyList<Hunk> found, IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh)
    {
        List<Hunk> all = [];
        var (left, right) = (0, 0);
        foreach (var hunk in found.Select(hunk => new Hunk(Within(hunk.Old, old.Count), Within(hunk.New, fresh.Count))).Append(new Hunk(new LineSpan(old.Count, old.Count), new LineSpan(fresh.Count, fresh.Count))))
        {
            if (hunk.Old.Start - left != hunk.New.Start - right)
            {
                return null;
            }

            for (; left < hunk.Old.Start; left++, right++)
            {
                if (!old[left].Equals(fresh[right]))
                {
                    all.Add(new Hunk(new LineSpan(left, left + 1), new LineSpan(right, right + 1)));
                }
            }

            if (hunk is not { Old.IsEmpty: true, New.IsEmpty: true })
            {
                all.Add(hunk);
            }

            (left, right) = (hunk.Old.End, hunk.New.End);
        }

        return all;
    }

    // The empty line behind the last line break is none here.
    private static LineSpan Within(LineSpan lines, int count) => new(Math.Min(lines.Start, count), Math.Min(lines.End, count));

    // Those whose lines around them touch.
    private static List<List<Hunk>> Near(List<Hunk> hunks)
    {
        List<List<Hunk>> all = [];
        foreach (var hunk in hunks)
        {
            if (all is [.., var last] && hunk.Old.Start - last[^1].Old.End <= 2 * Around)
            {
                last.Add(hunk);
            }
            else
            {
                all.Add([hunk]);
            }
        }

        return all;
    }

    private static DifferingPlace Place(IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh, List<Hunk> hunks)
    {
        var head = Math.Min(Around, hunks[0].Old.Start);
        var tail = Math.Min(Around, old.Count - hunks[^1].Old.End);
        var (was, now) = (new LineSpan(hunks[0].Old.Start - head, hunks[^1].Old.End + tail), new LineSpan(hunks[0].New.Start - head, hunks[^1].New.End + tail));
        var text = new StringBuilder($"@@ -{Span(was)} +{Span(now)} @@\n");
        var at = was.Start;
        foreach (var hunk in hunks)
        {
            Lines(text, ' ', old, at, hunk.Old.Start);
            Lines(text, '-', old, hunk.Old.Start, hunk.Old.End);
            Lines(text, '+', fresh, hunk.New.Start, hunk.New.End);
            at = hunk.Old.End;
        }

        Lines(text, ' ', old, at, was.End);
        return new DifferingPlace(hunks[0].New.Start, text.ToString(), hunks.Sum(hunk => hunk.New.Count), hunks.Sum(hunk => hunk.Old.Count));
    }

    private static void Lines(StringBuilder text, char mark, IReadOnlyList<TextLines.Line> lines, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            text.Append(mark).Append(lines[index].Content).Append(lines[index].End is "\r\n" ? "\r\n" : "\n").Append(lines[index].End.Length == 0 ? "\\ No newline at end of file\n" : "");
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<TextLines.Line> lines, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            text.Append(lines[index].Content).Append(lines[index].End);
        }
    }

    private static string Span(LineSpan lines) => FormattableString.Invariant($"{(lines.IsEmpty ? lines.Start : lines.Start + 1)},{lines.Count}");
}
