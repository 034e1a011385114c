namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>What a filter makes of a draft: another draft, or a reason to show nothing.</summary>
public readonly record struct Filtered(Draft? Draft, NoSuggestionReason? Rejection)
{
    public static implicit operator Filtered(Draft draft) => new(draft, null);

    public static implicit operator Filtered(NoSuggestionReason reason) => new(null, reason);
}
