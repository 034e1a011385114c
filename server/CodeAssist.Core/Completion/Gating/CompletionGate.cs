using System.Buffers;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Completion.Gating;

/// <summary>Turns requests away that no model should see, before anything costs time.</summary>
/// <param name="DisabledLanguages">LSP language ids for which completion is off; <see cref="EveryLanguage"/> for all.</param>
/// <param name="MaximumCharacters">Documents longer than this, in UTF-16 code units, are not completed.</param>
public sealed record CompletionGate(IReadOnlySet<string> DisabledLanguages, int MaximumCharacters)
{
    /// <summary>In <see cref="DisabledLanguages"/>: no language is completed.</summary>
    public const string EveryLanguage = "*";

    // What editors close by themselves, and what ends a statement or opens its block.
    private static readonly SearchValues<char> _mayFollow = SearchValues.Create(" \t)]}>\"'`;,{:");

    public static CompletionGate Default { get; } = new(new HashSet<string>(StringComparer.Ordinal), 4 * 1024 * 1024);

    /// <summary>Whether the user wants peace for a while: then only what was asked for is answered.</summary>
    public bool IsSnoozed { get; init; }

    /// <summary>Whether the battery is to be saved: then, too, only what was asked for is answered.</summary>
    public bool SavesBattery { get; init; }

    /// <returns>Why the request ends here, or null when it may go on.</returns>
    public NoSuggestionReason? Reject(CompletionRequest request)
    {
        if (DisabledLanguages.Contains(request.LanguageId) || DisabledLanguages.Contains(EveryLanguage))
        {
            return NoSuggestionReason.Disabled;
        }

        if (request.Text.Length > MaximumCharacters)
        {
            return NoSuggestionReason.TooLarge;
        }

        if (request.Caret < 0 || request.Caret > request.Text.Length)
        {
            return NoSuggestionReason.PositionOutside;
        }

        return request.Trigger is CompletionTrigger.Automatic ? RejectAutomatic(request) : null;
    }

    private NoSuggestionReason? RejectAutomatic(CompletionRequest request)
    {
        if (IsSnoozed)
        {
            return NoSuggestionReason.Snoozed;
        }

        if (SavesBattery)
        {
            return NoSuggestionReason.OnBattery;
        }

        if (request.Text.AsSpan(0, request.Caret).IsWhiteSpace())
        {
            return NoSuggestionReason.NothingBefore;
        }

        // Letters on both sides of the caret: the word is being edited, not continued.
        if (request.LineAfter is [var next, ..] && IdentifierCharacter.Is(next))
        {
            return NoSuggestionReason.InsideWord;
        }

        return request.LineAfter.ContainsAnyExcept(_mayFollow) ? NoSuggestionReason.CodeFollows : null;
    }
}
