namespace CodeAssist.Benchmarks.Quality;

/// <summary>Levenshtein's distance: the fewest characters to insert, remove or replace.</summary>
internal static class EditDistance
{
    /// <returns>1 for equal texts, 0 for texts with nothing in common.</returns>
    public static double Similarity(string first, string second)
    {
        var longer = Math.Max(first.Length, second.Length);
        return longer == 0 ? 1 : 1 - ((double)Of(first, second) / longer);
    }

    private static int Of(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
