using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>Places gathered by what follows at them.</summary>
internal sealed class CandidateSet
{
    private const int MostTokens = 80;

    private readonly Dictionary<Continuation, Candidate> _candidates = [];
    private readonly int[] _counts = new int[MatchLengths.Count];
    private readonly SymbolTable _symbols;
    private readonly CaretContext _caret;

    private CandidateSet(SymbolTable symbols, CaretContext caret)
    {
        _symbols = symbols;
        _caret = caret;
    }

    public IReadOnlyCollection<Candidate> All => _candidates.Values;

    /// <summary>Places that were looked at.</summary>
    public int Looked { get; private set; }

    /// <summary>Places at which the line ends where the caret stands.</summary>
    public int Endings { get; private set; }

    /// <summary>The longest match, in characters.</summary>
    public int Longest { get; private set; }

    /// <summary>The longest match when names may differ, in characters.</summary>
    public int Furthest { get; private set; }

    public int Count(int length) => _counts[length];

    public static CandidateSet Gather(IEnumerable<Place> places, SymbolTable symbols, CaretContext caret)
    {
        var set = new CandidateSet(symbols, caret);
        foreach (var place in places)
        {
            set.Add(place);
        }

        return set;
    }

    private void Add(Place place)
    {
        Looked++;
        var end = place.Text.LineEnd(place.Position);
        var characters = _caret.Characters(place.IsPartial ? place.Matching + 1 : place.Matching);
        MatchLengths.Tally(_counts, characters);
        Longest = Math.Max(Longest, characters);
        if (end == place.Position)
        {
            Endings++;
            return;
        }

        if (end - place.Position > MostTokens)
        {
            return;
        }

        var continuation = place.Text.Symbols.AsSpan(place.Position, end - place.Position);
        var before = place.IsPartial ? _caret.Before[1..] : _caret.Before;
        var (reach, renaming) = place.Renaming.Extend(place.Text, place.Position, before, place.Reach, _symbols);
        var renamedCharacters = _caret.Characters(place.IsPartial ? reach + 1 : reach);
        Furthest = Math.Max(Furthest, renamedCharacters);
        var tokensAfter = TokensAfter(place, end);
        if (place.Kind is not PlaceKind.RenamedPartial)
        {
            Candidate(continuation.ToArray(), place, isRenamed: false)
                .Add(place, characters, renamedCharacters, tokensAfter, isRenamed: false);
        }

        // Where names differ before the caret, they may differ after it too: then both are possible.
        if (renaming.Touches(continuation))
        {
            var renamed = continuation.ToArray();

            // A name that has been begun is what it is.
            for (var index = place.Kind is PlaceKind.Partial ? 1 : 0; index < renamed.Length; index++)
            {
                renamed[index] = renaming.Apply(renamed[index]);
            }

            Candidate(renamed, place, isRenamed: true)
                .Add(place with { Renaming = renaming }, characters, renamedCharacters, tokensAfter, isRenamed: true);
        }
    }

    private Candidate Candidate(int[] symbols, Place place, bool isRenamed)
    {
        var key = new Continuation(symbols, place.IsPartial);
        if (!_candidates.TryGetValue(key, out var candidate))
        {
            candidate = new Candidate(symbols, place, isRenamed);
            _candidates.Add(key, candidate);
        }

        return candidate;
    }

    private int TokensAfter(Place place, int end)
    {
        ReadOnlySpan<int> there = place.Text.Symbols.AsSpan(end);
        return there.CommonPrefixLength(_caret.Following);
    }

    // The same tokens are another text where the first of them has begun already.
    private readonly struct Continuation(int[] symbols, bool isPartial) : IEquatable<Continuation>
    {
        private readonly bool _isPartial = isPartial;
        private readonly int[] _symbols = symbols;

        public bool Equals(Continuation other) => _isPartial == other._isPartial && _symbols.AsSpan().SequenceEqual(other._symbols);

        public override bool Equals(object? obj) => obj is Continuation other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_isPartial);
            foreach (var symbol in _symbols)
            {
                hash.Add(symbol);
            }

            return hash.ToHashCode();
        }
    }
}
