using CodeAssist.Context.Index.Tokens;

namespace CodeAssist.Context.Index.Search;

/// <summary>What speaks for and against a candidate, as numbers whose weights are fitted.</summary>
internal static class CandidateFeatures
{
    /// <summary>How many numbers there are for a candidate.</summary>
    public const int Count = 37;

    /// <summary>How many numbers there are for a caret, which weigh that nothing of all this follows.</summary>
    public const int CaretCount = 8;

    /// <summary>Which of them says that a text stands in a file that was edited in this session.</summary>
    public const int Edited = 25;

    private const double Doubt = 0.4;

    /// <param name="set">The candidate's own set.</param>
    /// <param name="candidate">One of the set.</param>
    /// <param name="caret">Where it would stand.</param>
    /// <param name="surroundings">What is around it there.</param>
    /// <param name="symbols">Of all texts.</param>
    /// <param name="features">Takes <see cref="Count"/> numbers.</param>
    public static void Describe(CandidateSet set, Candidate candidate, CaretContext caret, Surroundings surroundings, SymbolTable symbols, Span<double> features)
    {
        features.Clear();
        for (var length = 0; length < MatchLengths.Count; length++)
        {
            // The share of those places that go on like this; what was never seen at a length says little against it.
            features[length] = set.Count(length) == 0 ? 0 : Math.Log((candidate.Count(length) + Doubt) / (set.Count(length) + (2 * Doubt)));
        }

        features[7] = Math.Log2(1 + candidate.Characters);
        features[8] = candidate.Characters == set.Longest ? 1 : 0;
        features[9] = Math.Log2(1 + candidate.RenamedCharacters) - features[7];
        features[10] = Math.Log2(candidate.Occurrences);
        features[11] = candidate.IsSameFile ? 1 : 0;
        features[12] = candidate is { IsSameFolder: true, IsSameFile: false } ? 1 : 0;
        features[13] = candidate.IsSameFile ? Math.Log2(1 + (candidate.Distance / 64.0)) : 0;
        features[14] = candidate.IsRenamed ? 1 : 0;
        features[15] = candidate.IsSameFile ? 1 / (1 + (candidate.Distance / 100.0)) : 0;
        features[16] = Math.Log2(candidate.Symbols.Length);
        features[17] = Math.Max(0, candidate.TokensAfter - 1) is var after ? Math.Log2(1 + after) : 0;
        features[18] = caret.Depth + Brackets.Depth(candidate.Symbols, symbols) is 0 ? 1 : 0;
        features[19] = IsNextLine(caret, candidate) ? 1 : 0;
        features[20] = IsSameLineBefore(caret, candidate) ? 1 : 0;
        features[21] = candidate.Symbols.Length == 1 ? 1 : 0;
        features[22] = candidate.TokensAfter >= caret.Following.Length && caret.Following.Length > 2 ? 1 : 0;
        features[23] = candidate.IsRenamed ? features[7] : 0;
        features[24] = candidate.Characters >= 40 ? 1 : 0;
        features[Edited] = candidate.IsEdited ? 1 : 0;
        features[26] = candidate.RenamedCharacters == set.Furthest ? 1 : 0;
        features[27] = candidate.RenamedCharacters == set.Furthest ? features[7] + features[9] : 0;

        var use = surroundings.Use(candidate);
        features[28] = Math.Log2(1 + use.Count);
        features[29] = Math.Log2(1 + use.Far);
        features[30] = Math.Log2(1 + use.New);
        features[31] = use.BeginsNew ? 1 : 0;
        features[32] = use.Count == 0 ? 1 : 0;

        var likeness = surroundings.Likeness(candidate);
        features[33] = likeness.NamesBefore;
        features[34] = likeness.FileName;
        features[35] = Math.Log2(1 + likeness.SetAlike);
        features[36] = Math.Log2(likeness.Files);
    }

    /// <param name="set">All candidates.</param>
    /// <param name="caret">Where they would stand.</param>
    /// <param name="features">Takes <see cref="CaretCount"/> numbers.</param>
    public static void Describe(CandidateSet set, CaretContext caret, Span<double> features)
    {
        features[0] = 1;
        features[1] = Math.Log2(1 + set.Longest);
        features[2] = Math.Log2(1 + set.Looked);
        features[3] = Math.Log2(1 + set.All.Count);
        features[4] = Math.Log2(1 + set.Endings);
        features[5] = caret.Partial.Length > 0 ? 1 : 0;
        features[6] = set.Longest >= 40 ? 1 : 0;
        features[7] = set.Longest >= 14 ? 1 : 0;
    }

    private static bool IsNextLine(CaretContext caret, Candidate candidate) =>
        caret.IsLineStart && caret.Following.Length > 1 && caret.Following[1..].StartsWith(candidate.Symbols);

    private static bool IsSameLineBefore(CaretContext caret, Candidate candidate)
    {
        if (!caret.IsLineStart || candidate.Symbols.Length + 2 > caret.Before.Length)
        {
            return false;
        }

        for (var index = 0; index < candidate.Symbols.Length; index++)
        {
            if (caret.Before[candidate.Symbols.Length - index] != candidate.Symbols[index])
            {
                return false;
            }
        }

        return caret.Before[candidate.Symbols.Length + 1] == SymbolTable.Line;
    }
}
