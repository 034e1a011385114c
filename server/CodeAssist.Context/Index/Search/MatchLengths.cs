namespace CodeAssist.Context.Index.Search;

/// <summary>The lengths of matches, in characters, for which places are counted: what a shorter match says backs a longer one.</summary>
internal static class MatchLengths
{
    private static readonly int[] _lengths = [1, 4, 8, 14, 24, 40, 80];

    public static int Count => _lengths.Length;

    /// <summary>Counts a place for every length that its match reaches.</summary>
    public static void Tally(Span<int> counts, int characters)
    {
        for (var index = 0; index < _lengths.Length && characters >= _lengths[index]; index++)
        {
            counts[index]++;
        }
    }
}
