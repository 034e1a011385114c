using System.Globalization;
using System.Text;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Finds the lines of a text that come closest to some that do not stand there.</summary>
internal static class NearestLines
{
    private const int MostShown = 20;
    private const int LongestLine = 200;

    /// <returns>Behind their numbers from one; empty where nothing is alike.</returns>
    public static string Of(TextLines lines, IReadOnlyList<string> wanted)
    {
        var words = wanted.Select(line => Words(line)).ToList();
        var (best, start) = (0.0, -1);
        for (var place = 0; place < lines.Lines.Count; place++)
        {
            var alike = 0.0;
            for (var index = 0; index < Math.Min(words.Count, MostShown) && place + index < lines.Lines.Count; index++)
            {
                alike += Alike(words[index], Words(lines.Lines[place + index].Content));
            }

            (best, start) = alike > best ? (alike, place) : (best, start);
        }

        return start < 0 ? "" : Show(lines, start, wanted.Count);
    }

    public static string Show(TextLines lines, int start, int count)
    {
        var shown = new StringBuilder();
        for (var index = start; index < Math.Min(lines.Lines.Count, start + Math.Min(count, MostShown)); index++)
        {
            var content = lines.Lines[index].Content;
            shown.Append(CultureInfo.InvariantCulture, $"{index + 1}: ").Append(content.AsSpan(0, Math.Min(content.Length, LongestLine))).Append('\n');
        }

        return shown.ToString();
    }

    private static HashSet<string> Words(string line) =>
        [.. line.Split([' ', '\t', '(', ')', '{', '}', '[', ']', '.', ',', ';', ':', '<', '>', '=', '"', '\''], StringSplitOptions.RemoveEmptyEntries)];

    private static double Alike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        return common == 0 ? 0 : 2.0 * common / (one.Count + other.Count);
    }
}
