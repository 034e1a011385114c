using CodeAssist.Context.Index.Tokens;
using CodeAssist.Core.Completion;

namespace CodeAssist.Context.Index.Search;

/// <summary>The whole statement or block that a candidate's line begins, where all its places agree on it.</summary>
internal static class BlockText
{
    private const int FewestPlaces = 2;
    private const int MostLines = 16;

    /// <returns>Null where the line is complete in itself, or where places disagree before the end of the block.</returns>
    public static string? Of(Candidate candidate, CompletionRequest request, CaretContext caret, SymbolTable symbols)
    {
        if (candidate.Places.Count < FewestPlaces)
        {
            return null;
        }

        var depth = caret.Depth + Brackets.Depth(candidate.Symbols, symbols);
        var best = candidate.Best;
        var ends = candidate.Places.Select(place => place.Text.LineEnd(place.Position)).ToArray();
        var at = best.Text.LineEnd(best.Position);
        var column = ColumnOf(best, at);
        var text = new ContinuationText(symbols, caret).Line(candidate);
        for (var lines = 0; lines < MostLines; lines++)
        {
            var end = at < best.Text.Symbols.Length && best.Text.Symbols[at] == SymbolTable.Line ? best.Text.LineEnd(at + 1) : at;
            var words = best.Text.Symbols.AsSpan(at, end - at);
            var opens = words is [_, var only] && symbols.Text(only) is "{";
            if (words.IsEmpty || (depth <= 0 && !(lines == 0 && opens)) || !Agree(candidate.Places, ends, words))
            {
                return null;
            }

            var columns = (best.Text.Layout[at] & TokenList.MostColumns) - column;
            text.Line(best.Text, at, end, best.Renaming, Indentation(request, columns));
            depth += Brackets.Depth(words, symbols);
            if (depth <= 0)
            {
                return text.ToString();
            }

            at = end;
        }

        return null;
    }

    private static bool Agree(List<Place> places, int[] ends, ReadOnlySpan<int> words)
    {
        for (var index = 0; index < places.Count; index++)
        {
            var text = places[index].Text;
            var next = ends[index];
            if (!text.Symbols.AsSpan(next).StartsWith(words) || text.LineEnd(next + 1) != next + words.Length)
            {
                return false;
            }

            ends[index] = next + words.Length;
        }

        return true;
    }

    // The indentation of the line that a place is on.
    private static int ColumnOf(Place place, int end)
    {
        var mark = place.Text.Symbols.AsSpan(0, Math.Min(place.Position, end)).LastIndexOf(SymbolTable.Line);
        return mark < 0 ? 0 : place.Text.Layout[mark] & TokenList.MostColumns;
    }

    private static string Indentation(CompletionRequest request, int deeper)
    {
        var line = request.LineBefore;
        var columns = Math.Max(0, Lexer.Columns(line) + deeper);
        var isTabbed = line.StartsWith("\t") || (!line.StartsWith(" ") && request.Text.Contains("\n\t", StringComparison.Ordinal));
        return isTabbed ? new string('\t', columns / Lexer.TabColumns) + new string(' ', columns % Lexer.TabColumns) : new string(' ', columns);
    }
}
