namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Everything that happens to a model's text before a user sees it, in this order.</summary>
public static class SuggestionFilters
{
    private static readonly Func<Draft, Filtered>[] _filters =
    [
        StopAtBlockEnd.Apply,
        TrimTrailingWhitespace.Apply,
        DropBlank.Apply,
        DropRepeatedLine.Apply,
        TrimSuffixOverlap.Apply,
        DropBlank.Apply,
    ];

    public static Filtered Apply(Draft draft)
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

        return result;
    }
}
