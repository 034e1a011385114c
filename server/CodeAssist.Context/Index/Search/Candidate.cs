namespace CodeAssist.Context.Index.Search;

/// <summary>One way to go on, and all places that go on like it.</summary>
internal sealed class Candidate(int[] symbols, Place first, bool isRenamed)
{
    private const int MostPlacesKept = 8;

    private readonly int[] _counts = new int[MatchLengths.Count];

    /// <summary>What follows on the line, in the names of the caret.</summary>
    public int[] Symbols { get; } = symbols;

    /// <summary>The place with the longest match.</summary>
    public Place Best { get; private set; } = first;

    public List<Place> Places { get; } = [];

    public int Occurrences { get; private set; }

    /// <summary>Characters that match at the best place.</summary>
    public int Characters { get; private set; } = -1;

    /// <summary>Characters that match at the best place when names may differ.</summary>
    public int RenamedCharacters { get; private set; }

    /// <summary>Tokens after the line that are the same as after the caret's line, at the best place.</summary>
    public int TokensAfter { get; private set; }

    public bool IsSameFile { get; private set; }

    public bool IsSameFolder { get; private set; }

    public bool IsEdited { get; private set; }

    /// <summary>Tokens between the caret and the nearest place in the same file.</summary>
    public int Distance { get; private set; } = int.MaxValue;

    /// <summary>Whether it was never seen like this, only with other names.</summary>
    public bool IsRenamed { get; private set; } = isRenamed;

    /// <summary>Places that match for at least the length of an index of <see cref="MatchLengths"/>.</summary>
    public int Count(int length) => _counts[length];

    public void Add(Place place, int characters, int renamedCharacters, int tokensAfter, bool isRenamed)
    {
        Occurrences++;
        MatchLengths.Tally(_counts, characters);
        if (characters > Characters)
        {
            (Characters, Best) = (characters, place);
        }

        RenamedCharacters = Math.Max(RenamedCharacters, renamedCharacters);
        TokensAfter = Math.Max(TokensAfter, tokensAfter);
        IsSameFile |= place.Origin.IsSameFile;
        IsSameFolder |= place.Origin.IsSameFolder;
        IsEdited |= place.Origin is { IsEdited: true, IsSameFile: false };
        IsRenamed &= isRenamed;
        if (place.Origin.IsSameFile)
        {
            Distance = Math.Min(Distance, place.Origin.Distance);
        }

        if (Places.Count < MostPlacesKept)
        {
            Places.Add(place);
        }
    }
}
