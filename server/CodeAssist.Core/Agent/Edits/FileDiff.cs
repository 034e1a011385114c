using System.Globalization;
using System.Text;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Two texts of a file as <c>git apply</c> and people read their difference.</summary>
/// <param name="Text">With three lines around each place.</param>
/// <param name="Added">Lines that are new.</param>
/// <param name="Removed">Lines that are gone.</param>
public sealed record FileDiff(string Text, int Added, int Removed)
{
    private const int Around = 3;

    /// <param name="oldPath">What it was called.</param>
    /// <param name="before">What it was; null where there was none.</param>
    /// <param name="newPath">What it is called.</param>
    /// <param name="after">What it is; null where there is none.</param>
    public static FileDiff Of(string oldPath, string? before, string newPath, string? after)
    {
        var (old, fresh) = (TextLines.Of(before ?? "").Lines, TextLines.Of(after ?? "").Lines);
        var hunks = Hunks(before ?? "", after ?? "", old, fresh);
        var text = new StringBuilder();
        text.Append("--- ").Append(before is null ? "/dev/null" : "a/" + oldPath).Append("\n+++ ").Append(after is null ? "/dev/null" : "b/" + newPath).Append('\n');
        for (var first = 0; first < hunks.Count;)
        {
            var last = first;
            while (last + 1 < hunks.Count && hunks[last + 1].Old.Start - hunks[last].Old.End <= 2 * Around)
            {
                last++;
            }

            Write(text, old, fresh, hunks, first, last);
            first = last + 1;
        }

        return new FileDiff(text.ToString(), hunks.Sum(hunk => hunk.New.Count), hunks.Sum(hunk => hunk.Old.Count));
    }

    // A last line without its end, or another kind of end, is a difference as well; line numbers of both kinds of reading are the same but for "\r" alone.
    private static List<Hunk> Hunks(string before, string after, IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh)
    {
        var found = LineDifference.Between(DocumentSnapshot.Open("", "", 0, before), DocumentSnapshot.Open("", "", 0, after)).ToList();
        var isSame = found.TrueForAll(hunk => hunk.Old.End <= old.Count && hunk.New.End <= fresh.Count) && Rest(found, old, fresh);
        return isSame ? found : [new Hunk(new LineSpan(0, old.Count), new LineSpan(0, fresh.Count))];
    }

    // Whether what lies between the places is the same to the byte.
    private static bool Rest(List<Hunk> hunks, IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh)
    {
        var (left, right) = (0, 0);
        foreach (var hunk in hunks.Append(new Hunk(new LineSpan(old.Count, old.Count), new LineSpan(fresh.Count, fresh.Count))))
        {
            if (hunk.Old.Start - left != hunk.New.Start - right)
            {
                return false;
            }

            for (; left < hunk.Old.Start; left++, right++)
            {
                if (!old[left].Equals(fresh[right]))
                {
                    return false;
                }
            }

            (left, right) = (hunk.Old.End, hunk.New.End);
        }

        return true;
    }

    private static void Write(StringBuilder text, IReadOnlyList<TextLines.Line> old, IReadOnlyList<TextLines.Line> fresh, List<Hunk> hunks, int first, int last)
    {
        var head = Math.Min(Around, hunks[first].Old.Start);
        var tail = Math.Min(Around, old.Count - hunks[last].Old.End);
        var (oldStart, oldEnd) = (hunks[first].Old.Start - head, hunks[last].Old.End + tail);
        var (newStart, newEnd) = (hunks[first].New.Start - head, hunks[last].New.End + tail);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Span(oldStart, oldEnd)} +{Span(newStart, newEnd)} @@\n");
        var at = oldStart;
        for (var index = first; index <= last; index++)
        {
            Lines(text, ' ', old, at, hunks[index].Old.Start);
            Lines(text, '-', old, hunks[index].Old.Start, hunks[index].Old.End);
            Lines(text, '+', fresh, hunks[index].New.Start, hunks[index].New.End);
            at = hunks[index].Old.End;
        }

        Lines(text, ' ', old, at, oldEnd);
    }

    private static void Lines(StringBuilder text, char mark, IReadOnlyList<TextLines.Line> lines, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            text.Append(mark).Append(lines[index].Content).Append(lines[index].End is "\r\n" ? "\r\n" : "\n").Append(lines[index].End.Length == 0 ? "\\ No newline at end of file\n" : "");
        }
    }

    private static string Span(int start, int end) => string.Create(CultureInfo.InvariantCulture, $"{(end > start ? start + 1 : start)},{end - start}");
}
