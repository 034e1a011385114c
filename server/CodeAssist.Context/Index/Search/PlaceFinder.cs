using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>Looks for places like the caret's in everything that is indexed: the longest matches, and some of every shorter length.</summary>
internal sealed class PlaceFinder(IndexContent content, SymbolTable symbols, CaretContext caret, string path, int offset)
{
    // What is looked at is bounded, however large the workspace is: these bounds make the time of an answer.
    private const int MostPlaces = 224;
    private const int FewestPerSegment = 12;
    private const int LengthsPerSegment = 6;
    private const int NamesLookedAt = 6;
    private const int MostGaps = 2;

    private readonly List<Place> _places = [];
    private readonly List<(int Position, int Matching)> _found = [];

    private readonly List<(string Path, OpenDocumentSearch Search)> _open =
    [
        .. content.Open.Select(document => (document.Path, new OpenDocumentSearch(document, string.Equals(document.Path, path, StringComparison.Ordinal) ? offset : null))),
    ];

    public List<Place> Find()
    {
        Look(caret.Before, 0, (text, position, matching, origin) =>
            _places.Add(new Place(text, position, matching, matching, Renaming.Nothing, origin)));
        FindRenamed();
        return _places;
    }

    private void FindRenamed()
    {
        var gaps = 0;
        for (var gap = 0; gap < Math.Min(NamesLookedAt, caret.Before.Length - 1) && gaps < MostGaps; gap++)
        {
            if (!Renaming.IsName(caret.Before[gap], symbols))
            {
                continue;
            }

            gaps++;
            var at = gap;
            Look(caret.Before[(gap + 1)..], gap + 1, (text, position, matching, origin) => AddRenamed(text, position, matching, origin, at));
        }
    }

    private void AddRenamed(TokenText text, int position, int matching, Origin origin, int gap)
    {
        var end = position + gap + 1;
        if (end > text.Symbols.Length || text.Symbols[position] == caret.Before[gap] || !Renaming.IsName(text.Symbols[position], symbols))
        {
            return;
        }

        var renaming = Renaming.Nothing.With(text.Symbols[position], caret.Before[gap])!.Value;
        for (var index = 1; index <= gap; index++)
        {
            if (renaming.Apply(text.Symbols[position + index]) != caret.Before[gap - index])
            {
                return;
            }
        }

        _places.Add(new Place(text, end, gap, matching + gap + 1, renaming, origin));
    }

    private void Look(ReadOnlySpan<int> before, int skipped, Action<TokenText, int, int, Origin> add)
    {
        if (before.IsEmpty)
        {
            return;
        }

        foreach (var (name, document) in _open)
        {
            document.Look(before, skipped, (text, position, matching, distance) => add(text, position, matching, From(name, isEdited: true, distance)));
        }

        var most = Math.Max(FewestPerSegment, MostPlaces / Math.Max(1, content.Segments.Count));
        foreach (var segment in content.Segments)
        {
            _found.Clear();
            segment.Nearest(before, most / LengthsPerSegment, most, _found);
            foreach (var (position, matching) in _found)
            {
                var document = segment.DocumentAt(position);
                if (!document.IsGone)
                {
                    add(segment.Text, position, matching, From(document.Path, isEdited: false, distance: 0));
                }
            }
        }
    }

    private Origin From(string other, bool isEdited, int distance)
    {
        var isSameFile = string.Equals(other, path, StringComparison.Ordinal);
        return new Origin(isSameFile, isSameFile || Folder(other).SequenceEqual(Folder(path)), isEdited, isSameFile ? distance : 0, other);
    }

    private static ReadOnlySpan<char> Folder(string path) => path.AsSpan(0, path.LastIndexOf('/') + 1);
}
