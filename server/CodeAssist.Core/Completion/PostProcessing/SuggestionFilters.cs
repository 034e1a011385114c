namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Everything that happens to a model's text before a user sees it, in this order.</summary>
public static class SuggestionFilters
{
    private static readonly Func<Draft, Filtered>[] _filters =
    [
        StripChatter.Apply,
        StopAtBlockEnd.Apply,
        TrimTrailingWhitespace.Apply,
        CutRepetition.Apply,
        DropBlank.Apply,
        DropRepeatedLine.Apply,
        TrimSuffixOverlap.Apply,
        CutExtraClosers.Apply,
        DropBlank.Apply,
        DropNoise.Apply,
    ];

    /// <param name="draft">The model's or the workspace's text.</param>
    /// <param name="syntax">Has the last word.</param>
    public static Filtered Apply(Draft draft, ISyntaxGate syntax)
    {
        Filtered result = draft;
        foreach (var filter in _filters)
        {
            if (result.Draft is null)
            {
                return result;
            }

            result = filter(result.Draft);
        }

        return result.Draft is { } whole ? syntax.Apply(whole) : result;
    }
}
