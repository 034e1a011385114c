using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Definitions;

/// <summary>The names that stand before a caret, to be looked up.</summary>
internal static class NamesBefore
{
    private const int MostLines = 8;
    private const int ShortestName = 3;

    /// <param name="text">The document.</param>
    /// <param name="caret">Offset in UTF-16 units; the word that is being typed there is left out.</param>
    /// <param name="most">Most names.</param>
    /// <returns>Each name once, the nearest first.</returns>
    public static IReadOnlyList<LspPosition> Of(string text, int caret, int most)
    {
        var lineStart = text.AsSpan(0, caret).LastIndexOf('\n') + 1;
        var line = text.AsSpan(0, lineStart).Count('\n');
        var end = caret;
        while (end > lineStart && IsWord(text[end - 1]))
        {
            end--;
        }

        List<LspPosition> places = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var first = line - MostLines; line >= 0 && line > first && places.Count < most; line--)
        {
            AddLine(text.AsSpan(lineStart, end - lineStart), line, most, seen, places);
            end = Math.Max(0, lineStart - 1);
            lineStart = text.AsSpan(0, end).LastIndexOf('\n') + 1;
        }

        return places;
    }

    private static void AddLine(ReadOnlySpan<char> line, int number, int most, HashSet<string> seen, List<LspPosition> places)
    {
        for (var end = line.Length; end > 0 && places.Count < most;)
        {
            if (!IsWord(line[end - 1]))
            {
                end--;
                continue;
            }

            var start = end;
            while (start > 0 && IsWord(line[start - 1]))
            {
                start--;
            }

            if (end - start >= ShortestName && !char.IsAsciiDigit(line[start]) && seen.Add(line[start..end].ToString()))
            {
                places.Add(new LspPosition(number, start));
            }

            end = start;
        }
    }

    private static bool IsWord(char unit) => char.IsLetterOrDigit(unit) || unit is '_';
}
