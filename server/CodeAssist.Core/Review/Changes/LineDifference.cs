using System.Runtime.InteropServices;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Which lines of two texts differ. Line breaks are no part of a line: neither their kind nor one missing at the end makes a difference.</summary>
/// <remarks>
/// Patience: lines that occur once on each side hold the texts together, and so do those at both ends; what is left between them is compared line by line
/// where it is short, and counts as replaced where it is long. The time is that of reading the texts, whatever they are.
/// </remarks>
public static class LineDifference
{
    /// <summary>Most pairs of lines that are compared with one another; beyond it nobody would recognise what stayed.</summary>
    private const long MostPairs = 1_000_000;

    /// <returns>In the order of the texts, with at least one common line between two of them.</returns>
    public static IReadOnlyList<Hunk> Between(DocumentSnapshot before, DocumentSnapshot after)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (left, right) = (Name(before, names), Name(after, names));
        var found = new List<Hunk>();
        var waiting = new Stack<Hunk>([new Hunk(new LineSpan(0, left.Length), new LineSpan(0, right.Length))]);
        while (waiting.TryPop(out var next))
        {
            var rest = Trim(left, right, next);
            if (rest.Old.IsEmpty || rest.New.IsEmpty)
            {
                found.Add(rest);
                continue;
            }

            var parts = Anchors(left, right, rest) is { Count: > 0 } anchors ? Split(rest, anchors)
                : (long)rest.Old.Count * rest.New.Count <= MostPairs ? Compare(left, right, rest)
                : null;
            foreach (var part in parts ?? [])
            {
                waiting.Push(part);
            }

            if (parts is null)
            {
                found.Add(rest);
            }
        }

        return Join(found);
    }

    /// <summary>Lines of a text as people count them: what follows the last line break is one only if there is something.</summary>
    public static int CountLines(DocumentSnapshot text) => text.LineCount - (text.Line(text.LineCount - 1).IsEmpty ? 1 : 0);

    // The same number for the same line.
    private static int[] Name(DocumentSnapshot text, Dictionary<string, int> names)
    {
        var numbers = new int[CountLines(text)];
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var line = 0; line < numbers.Length; line++)
        {
            var content = text.Line(line);
            if (!known.TryGetValue(content, out numbers[line]))
            {
                known[content] = numbers[line] = names.Count;
            }
        }

        return numbers;
    }

    private static Hunk Trim(int[] left, int[] right, Hunk rest)
    {
        var old = left.AsSpan(rest.Old.Start, rest.Old.Count);
        var added = right.AsSpan(rest.New.Start, rest.New.Count);
        var start = old.CommonPrefixLength(added);
        var end = 0;
        while (end < Math.Min(old.Length, added.Length) - start && old[^(end + 1)] == added[^(end + 1)])
        {
            end++;
        }

        return new Hunk(new LineSpan(rest.Old.Start + start, rest.Old.End - end), new LineSpan(rest.New.Start + start, rest.New.End - end));
    }

    // Lines that occur once on each side, as many of them as stand in the same order on both.
    private static List<Match> Anchors(int[] left, int[] right, Hunk rest)
    {
        var places = new Dictionary<int, Occurrence>();
        for (var line = rest.Old.Start; line < rest.Old.End; line++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, left[line], out _);
            place = place with { OldCount = place.OldCount + 1, Old = line };
        }

        for (var line = rest.New.Start; line < rest.New.End; line++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, right[line], out _);
            place = place with { NewCount = place.NewCount + 1, New = line };
        }

        return LongestRise([.. places.Values.Where(place => place is { OldCount: 1, NewCount: 1 }).Select(place => new Match(place.Old, place.New)).OrderBy(match => match.Old)]);
    }

    // Longest rising sequence by piles, as patience is played.
    private static List<Match> LongestRise(List<Match> matches)
    {
        var tops = new List<int>();
        var before = new int[matches.Count];
        for (var index = 0; index < matches.Count; index++)
        {
            var (low, high) = (0, tops.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = matches[tops[middle]].New < matches[index].New ? (middle + 1, high) : (low, middle);
            }

            before[index] = low > 0 ? tops[low - 1] : -1;
            if (low == tops.Count)
            {
                tops.Add(index);
            }
            else
            {
                tops[low] = index;
            }
        }

        var rise = new List<Match>(tops.Count);
        for (var index = tops.Count > 0 ? tops[^1] : -1; index >= 0; index = before[index])
        {
            rise.Add(matches[index]);
        }

        rise.Reverse();
        return rise;
    }

    private static IEnumerable<Hunk> Split(Hunk rest, List<Match> anchors)
    {
        var (old, added) = (rest.Old.Start, rest.New.Start);
        foreach (var (nextOld, nextNew) in anchors)
        {
            yield return new Hunk(new LineSpan(old, nextOld), new LineSpan(added, nextNew));
            (old, added) = (nextOld + 1, nextNew + 1);
        }

        yield return new Hunk(new LineSpan(old, rest.Old.End), new LineSpan(added, rest.New.End));
    }

    // The longest common part, by the table that every textbook has. Null where there is none.
    private static List<Hunk>? Compare(int[] left, int[] right, Hunk rest)
    {
        var (height, width) = (rest.Old.Count, rest.New.Count);
        var lengths = new int[(height + 1) * (width + 1)];
        for (var old = height - 1; old >= 0; old--)
        {
            for (var added = width - 1; added >= 0; added--)
            {
                var at = (old * (width + 1)) + added;
                lengths[at] = left[rest.Old.Start + old] == right[rest.New.Start + added]
                    ? lengths[at + width + 2] + 1
                    : Math.Max(lengths[at + width + 1], lengths[at + 1]);
            }
        }

        if (lengths[0] == 0)
        {
            return null;
        }

        var matches = new List<Match>(lengths[0]);
        for (var (old, added) = (0, 0); old < height && added < width;)
        {
            var at = (old * (width + 1)) + added;
            if (left[rest.Old.Start + old] == right[rest.New.Start + added])
            {
                matches.Add(new Match(rest.Old.Start + old, rest.New.Start + added));
                (old, added) = (old + 1, added + 1);
            }
            else if (lengths[at + width + 1] >= lengths[at + 1])
            {
                old++;
            }
            else
            {
                added++;
            }
        }

        return [.. Split(rest, matches)];
    }

    private static List<Hunk> Join(List<Hunk> found)
    {
        var joined = new List<Hunk>();
        foreach (var hunk in found.Where(hunk => !hunk.Old.IsEmpty || !hunk.New.IsEmpty).OrderBy(hunk => hunk.New.Start).ThenBy(hunk => hunk.Old.Start))
        {
            if (joined is [.., var last] && last.Old.End == hunk.Old.Start && last.New.End == hunk.New.Start)
            {
                joined[^1] = new Hunk(last.Old with { End = hunk.Old.End }, last.New with { End = hunk.New.End });
            }
            else
            {
                joined.Add(hunk);
            }
        }

        return joined;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Match(int Old, int New);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Occurrence(int OldCount, int Old, int NewCount, int New);
}
