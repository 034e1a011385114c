using System.Globalization;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Puts other lines in place of lines that stand in a text exactly once; blanks at their ends and their indentation may differ, where it is unique even so.</summary>
internal static class SearchReplace
{
    public static BlockOutcome Apply(string text, string search, string replacement)
    {
        var lines = TextLines.Of(text);
        var wanted = Contents(search);
        if (wanted.All(string.IsNullOrWhiteSpace))
        {
            return BlockOutcome.Failed("The text to look for is empty.", "");
        }

        var exact = Places(lines, wanted, static (line, want) => string.Equals(line, want, StringComparison.Ordinal));
        if (exact is [var place])
        {
            return BlockOutcome.Of(lines.Replace(place, wanted.Count, Contents(replacement)));
        }

        if (exact.Count > 1)
        {
            return Ambiguous(lines, exact, wanted.Count);
        }

        var close = Places(lines, wanted, static (line, want) => line.AsSpan().Trim().SequenceEqual(want.AsSpan().Trim()));
        return close switch
        {
            [var only] => BlockOutcome.Of(lines.Replace(only, wanted.Count, Shifted(Contents(replacement), wanted, lines, only))),
            [] => BlockOutcome.Failed("The text to look for does not stand in the file.", NearestLines.Of(lines, wanted)),
            _ => Ambiguous(lines, close, wanted.Count),
        };
    }

    /// <summary>Without the line break at its end, which closes the last line and begins no other.</summary>
    public static IReadOnlyList<string> Contents(string text) => [.. TextLines.Of(text).Lines.Select(line => line.Content)];

    private static List<int> Places(TextLines lines, IReadOnlyList<string> wanted, Func<string, string, bool> equals)
    {
        List<int> places = [];
        for (var start = 0; start + wanted.Count <= lines.Lines.Count; start++)
        {
            var same = 0;
            while (same < wanted.Count && equals(lines.Lines[start + same].Content, wanted[same]))
            {
                same++;
            }

            if (same == wanted.Count)
            {
                places.Add(start);
            }
        }

        return places;
    }

    private static BlockOutcome Ambiguous(TextLines lines, List<int> places, int count) => BlockOutcome.Failed(
        string.Create(CultureInfo.InvariantCulture, $"The text to look for stands in the file {places.Count} times; quote more lines around the one that is meant."),
        string.Join("…\n", places.Take(3).Select(place => NearestLines.Show(lines, place, count))));

    // The indentation that the file has, in place of the one that was quoted.
    private static List<string> Shifted(IReadOnlyList<string> contents, IReadOnlyList<string> wanted, TextLines lines, int place)
    {
        var first = wanted.Index().First(line => !string.IsNullOrWhiteSpace(line.Item)).Index;
        var (quoted, real) = (Indentation(wanted[first]), Indentation(lines.Lines[place + first].Content));
        return [.. contents.Select(line => string.IsNullOrWhiteSpace(line) ? line : line.StartsWith(quoted, StringComparison.Ordinal) ? real + line[quoted.Length..] : line)];
    }

    private static string Indentation(string line) => line[..(line.Length - line.AsSpan().TrimStart().Length)];
}
