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
        var characters = _caret.Characters(place.Matching);
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
        var (reach, renaming) = place.Renaming.Extend(place.Text, place.Position, _caret.Before, place.Reach, _symbols);
        var renamedCharacters = _caret.Characters(reach);
        Furthest = Math.Max(Furthest, renamedCharacters);
        var tokensAfter = TokensAfter(place, end);
        Candidate(continuation.ToArray(), place, isRenamed: false)
            .Add(place, characters, renamedCharacters, tokensAfter, isRenamed: false);

        // Where names differ before the caret, they may differ after it too: then both are possible.
        if (renaming.Touches(continuation))
        {
            var renamed = continuation.ToArray();

            for (var index = 0; index < renamed.Length; index++)
            {
                renamed[index] = renaming.Apply(renamed[index]);
            }

            Candidate(renamed, place, isRenamed: true)
                .Add(place with { Renaming = renaming }, characters, renamedCharacters, tokensAfter, isRenamed: true);
        }
    }

    private Candidate Candidate(int[] symbols, Place place, bool isRenamed)
    {
        var key = new Continuation(symbols);
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

    private readonly struct Continuation(int[] symbols) : IEquatable<Continuation>
    {
        private readonly int[] _symbols = symbols;

        public bool Equals(Continuation other) => _symbols.AsSpan().SequenceEqual(other._symbols);

        public override bool Equals(object? obj) => obj is Continuation other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var symbol in _symbols)
            {
                hash.Add(symbol);
            }

            return hash.ToHashCode();
        }
    }
}
