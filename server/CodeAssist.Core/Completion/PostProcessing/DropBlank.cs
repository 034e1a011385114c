namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Drops a suggestion in which there is nothing to see.</summary>
internal static class DropBlank
{
    public static Filtered Apply(Draft draft) =>
        string.IsNullOrWhiteSpace(draft.Text) ? NoSuggestionReason.Blank : draft;
}
