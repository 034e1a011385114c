using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index.Search;

/// <summary>Looks for places in a document that is being edited. It is not sorted: occurrences are tried one by one, around the caret first.</summary>
internal sealed class OpenDocumentSearch
{
    // Where thousands of places match, looking closer at each takes longer than finding them.
    private const int MostPlaces = 256;
    private const int MostPerLength = 96;
    private const int TokensEachWay = 160_000;

    // A sign that stands in every line is met tens of thousands of times in a long file: then only matches are looked for that are
    // longer than those of which there are enough.
    private const int MostTried = 1024;

    private readonly OpenDocument _document;
    private readonly (int Chunk, int From, int To) _line = (0, -1, -1);
    private readonly int[] _starts;
    private readonly int _caret;
    private readonly List<(int Chunk, int Position, int Matching)> _found = [];
    private int _fewest;
    private int _tried;

    /// <param name="document">Where is looked.</param>
    /// <param name="caret">Offset of the caret where it is in this document; what its own line says is no evidence.</param>
    public OpenDocumentSearch(OpenDocument document, int? caret)
    {
        _document = document;
        _starts = new int[document.Chunks.Count];
        for (var index = 1; index < _starts.Length; index++)
        {
            _starts[index] = _starts[index - 1] + document.Chunks[index - 1].Text.Symbols.Length;
        }

        if (caret is { } offset && _starts.Length > 0)
        {
            _line = document.CaretLine(offset);
            _caret = _starts[_line.Chunk] + _line.From;
        }
    }

    /// <param name="before">The tokens before the caret, the last one first.</param>
    /// <param name="skipped">How many tokens stand between those and the caret.</param>
    /// <param name="add">Takes text, position, matching tokens, and distance from the caret in tokens.</param>
    public void Look(ReadOnlySpan<int> before, int skipped, Action<TokenText, int, int, int> add)
    {
        _found.Clear();
        Span<int> counts = stackalloc int[CaretContext.MostTokens + 1];
        var (above, below) = (_line.Chunk, _line.Chunk + 1);
        (_fewest, _tried) = (1, 0);
        while (_fewest <= before.Length && (IsNear(above) || IsNear(below)))
        {
            // The nearer of the two; both run away from the caret.
            var isAbove = IsNear(above) && (!IsNear(below) || _line.Chunk - above <= below - _line.Chunk);
            LookInto(isAbove ? above-- : below++, before, skipped, counts);
        }

        var shortest = Shortest(counts, out var ofShortest);
        foreach (var (chunk, position, matching) in _found)
        {
            if (matching > shortest || (matching == shortest && ofShortest-- > 0))
            {
                add(_document.Chunks[chunk].Text, position, matching, Math.Abs(_starts[chunk] + position - _caret));
            }
        }
    }

    // The longest matches are taken: down to this length, and of this length only so many.
    private static int Shortest(ReadOnlySpan<int> counts, out int ofShortest)
    {
        ofShortest = MostPlaces;
        var length = counts.Length - 1;
        while (length > 0 && counts[length] < ofShortest)
        {
            ofShortest -= counts[length--];
        }

        return length;
    }

    private bool IsNear(int chunk) =>
        chunk >= 0 && chunk < _starts.Length && Math.Abs(_starts[chunk] - _caret) <= TokensEachWay;

    private void LookInto(int chunk, ReadOnlySpan<int> before, int skipped, Span<int> counts)
    {
        if (!_document.Chunks[chunk].Filter.MayHaveAll(before[.._fewest]))
        {
            return;
        }

        var text = _document.Chunks[chunk].Text;
        var rarest = Rarest(before[.._fewest]);
        for (var index = 0; index < text.Symbols.Length; index++)
        {
            var step = text.Symbols.AsSpan(index).IndexOf(before[rarest]);
            if (step < 0)
            {
                return;
            }

            index += step;
            var position = index + rarest + 1;
            if (position > text.Symbols.Length)
            {
                return;
            }

            if (chunk == _line.Chunk && position + skipped > _line.From && position <= _line.To)
            {
                continue;
            }

            var matching = text.Matching(position, before);
            if (matching >= _fewest && counts[matching] < MostPerLength)
            {
                _found.Add((chunk, position, matching));
                counts[matching]++;
            }

            if (!IsEnough(counts))
            {
                continue;
            }

            if (_fewest > before.Length)
            {
                return;
            }

            // From here on longer matches are looked for, by a token that is rarer if there is one.
            rarest = Rarest(before[.._fewest]);
            index = Math.Max(-1, position - 1 - rarest);
        }
    }

    // Whether there are enough of the shortest matches; then longer ones are the shortest.
    private bool IsEnough(ReadOnlySpan<int> counts)
    {
        if (counts[_fewest] < MostPerLength && ++_tried < MostTried)
        {
            return false;
        }

        var longest = _tried < MostTried ? _fewest : counts.LastIndexOf(MostPerLength);
        _fewest = longest < _fewest ? counts.Length : longest + 1;
        while (_fewest < counts.Length && counts[_fewest] == MostPerLength)
        {
            _fewest++;
        }

        _tried = 0;
        return true;
    }

    // What was met late is rare, more often than not.
    private static int Rarest(ReadOnlySpan<int> symbols)
    {
        var rarest = 0;
        for (var index = 1; index < symbols.Length; index++)
        {
            rarest = symbols[index] > symbols[rarest] ? index : rarest;
        }

        return rarest;
    }
}
