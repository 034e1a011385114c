using CodeAssist.Benchmarks.Histories;

namespace CodeAssist.Benchmarks.Replay;

/// <summary>A line that somebody added, to be guessed while it is being typed.</summary>
/// <param name="Text">
/// The file at that moment, typed from top to bottom: as it became up to the caret, and as it was below.
/// </param>
/// <param name="Wanted">What was typed from the caret to the end of the line.</param>
internal sealed record CompletionTask(ChangedFile File, string Text, int Caret, string Wanted, bool IsWholeLine)
{
    private const int FewestLetters = 3;
    private static readonly string[] _dull = ["//", "/*", "*", "#", "using "];

    /// <param name="file">Changed by somebody.</param>
    /// <param name="before">Its text before, empty for a new file.</param>
    /// <param name="after">Its text after.</param>
    /// <param name="most">At most so many lines, chosen at random, each asked once as a whole and once from within.</param>
    /// <param name="random">Chooses.</param>
    public static IEnumerable<CompletionTask> Of(ChangedFile file, string before, string after, int most, Random random)
    {
        var (oldLines, newLines) = (Lines(before), Lines(after));
        var added = file.Hunks.SelectMany(hunk => Enumerable.Range(hunk.NewStart - 1, hunk.NewCount).Select(line => (Line: line, Hunk: hunk)))
            .Where(entry => entry.Line < newLines.Length && IsWorthAsking(newLines[entry.Line]))
            .ToArray();
        random.Shuffle(added);
        foreach (var (line, hunk) in added.Take(most))
        {
            var text = newLines[line];
            var above = string.Concat(newLines.Take(line).Select(other => other + "\n"));
            var below = "\n" + string.Join('\n', oldLines.Skip(hunk.OldEnd));
            var indentation = text.Length - text.TrimStart().Length;
            if (text.Trim().Length <= 60)
            {
                yield return At(indentation, isWholeLine: true);
            }

            var borders = Enumerable.Range(indentation + 2, Math.Max(0, text.Length - 4 - indentation))
                .Where(at => !(char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at])) && text[at - 1] != ' ')
                .ToList();
            if (borders.Count > 0)
            {
                yield return At(borders[random.Next(borders.Count)], isWholeLine: false);
            }

            CompletionTask At(int column, bool isWholeLine) =>
                new(file, above + text[..column] + below, above.Length + column, text[column..], isWholeLine);
        }
    }

    /// <summary>The same line, the caret at random inside one of its names; null where there is none to be inside of.</summary>
    public CompletionTask? InName(Random random)
    {
        var start = Caret == 0 ? 0 : Text.LastIndexOf('\n', Caret - 1) + 1;
        var line = Text[start..Caret] + Wanted;
        var columns = Enumerable.Range(1, Math.Max(0, line.Length - 3)).Where(at => char.IsLetter(line[at - 1]) && char.IsLetterOrDigit(line[at])).ToList();
        if (columns.Count == 0)
        {
            return null;
        }

        var column = columns[random.Next(columns.Count)];

        return this with { Text = Text[..start] + line[..column] + Text[Caret..], Caret = start + column, Wanted = line[column..] };
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd())];

    private static bool IsWorthAsking(string line)
    {
        var body = line.Trim();
        return body.Length is >= 8 and <= 100
            && !_dull.Any(start => body.StartsWith(start, StringComparison.Ordinal))
            && LongestWord(body) >= FewestLetters;
    }

    private static int LongestWord(string body)
    {
        var (longest, current) = (0, 0);
        foreach (var character in body)
        {
            current = char.IsAsciiLetter(character) ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
