using System.Numerics;
using System.Runtime.InteropServices;
using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Segments;
using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>Which names stand around the caret: a text whose names nobody uses here is seldom what is written next.</summary>
internal sealed class NamesNearby
{
    /// <summary>How many tokens before the caret and before a place are compared: no more names than a mask has bits.</summary>
    private const int Closest = 64;

    private readonly HashSet<int> _near = [];
    private readonly Dictionary<int, Whereabouts> _whereabouts = [];
    private readonly Dictionary<int, int> _closest = [];
    private readonly SymbolFilter _mayBeClosest = new([]);
    private readonly List<IReadOnlySet<int>> _file = [];
    private readonly SymbolTable _symbols;

    /// <param name="caret">Where names are looked at.</param>
    /// <param name="document">The caret's, as it is edited; null where it is not.</param>
    /// <param name="offset">Of the caret.</param>
    /// <param name="symbols">Of all texts.</param>
    public NamesNearby(CaretContext caret, OpenDocument? document, int offset, SymbolTable symbols)
    {
        _symbols = symbols;
        var window = caret.Window.Span;
        for (var distance = 0; distance < window.Length; distance++)
        {
            var symbol = window[^(distance + 1)];
            if (_near.Add(symbol) && distance < Closest && Renaming.IsName(symbol, symbols))
            {
                _closest.Add(symbol, _closest.Count);
                _mayBeClosest.Add(symbol);
            }
        }

        _near.UnionWith(caret.After.ToArray());
        _file.AddRange(document?.ChunksAround(offset).Select(chunk => chunk.Words) ?? []);
    }

    /// <param name="symbols">Of what may be written at the caret.</param>
    public NameUse Use(ReadOnlySpan<int> symbols)
    {
        var use = default(NameUse);
        foreach (var symbol in symbols)
        {
            ref var whereabouts = ref CollectionsMarshal.GetValueRefOrAddDefault(_whereabouts, symbol, out var isKnown);
            if (!isKnown)
            {
                whereabouts = Find(symbol);
            }

            if (whereabouts is not Whereabouts.NoName)
            {
                var isNew = whereabouts is Whereabouts.Nowhere;
                use = new NameUse(use.Count + 1, use.Far + (whereabouts is Whereabouts.Near ? 0 : 1), use.New + (isNew ? 1 : 0), use.BeginsNew || (use.Count == 0 && isNew));
            }
        }

        return use;
    }

    /// <summary>The share of the names closest before the caret that stand before a place too, from 0 to 1.</summary>
    public double ShareBefore(TokenText text, int position)
    {
        var start = Math.Max(0, position - Closest);
        var before = text.Symbols.AsSpan(start, position - start);
        var found = 0UL;
        foreach (var symbol in before[(before.LastIndexOf(SymbolTable.Document) + 1)..])
        {
            found |= _mayBeClosest.MayHave(symbol) && _closest.TryGetValue(symbol, out var bit) ? 1UL << bit : 0;
        }

        return _closest.Count == 0 ? 0 : (double)BitOperations.PopCount(found) / _closest.Count;
    }

    private Whereabouts Find(int symbol) =>
        !Renaming.IsName(symbol, _symbols) ? Whereabouts.NoName
        : _near.Contains(symbol) ? Whereabouts.Near
        : _file.Exists(words => words.Contains(symbol)) ? Whereabouts.InFile
        : Whereabouts.Nowhere;

    private enum Whereabouts
    {
        NoName,
        Near,
        InFile,
        Nowhere,
    }
}
