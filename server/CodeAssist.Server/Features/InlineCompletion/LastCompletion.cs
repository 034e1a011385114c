using System.Globalization;
using CodeAssist.Core.Completion;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Why there was a suggestion, or none, when one was last asked for. Thread-safe.</summary>
internal sealed class LastCompletion
{
    private volatile string _sentence = "Nothing was asked for yet. Type something, or ask for a suggestion.";

    public void Note(string file, string language, CompletionOutcome outcome, TimeSpan elapsed) =>
        _sentence = outcome switch
        {
            CompletionOutcome.Suggested suggested => string.Create(
                CultureInfo.InvariantCulture,
                $"In {file}, {suggested.Best.Source} suggested after {elapsed.TotalMilliseconds:0} ms, {suggested.Best.Probability:P0} sure."),
            CompletionOutcome.NoSuggestion { Reason: var reason, Detail: var detail } =>
                $"In {file} there was no suggestion: {Words(reason, language)} ({reason}) {detail}".TrimEnd(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public void NoteUnknownText(string reason) => _sentence = $"There was no suggestion: the text of the document is not known, {reason}.";

    public string Explain() => _sentence;

    private static string Words(NoSuggestionReason reason, string language) => reason switch
    {
        NoSuggestionReason.Disabled => $"suggestions are switched off for {language}.",
        NoSuggestionReason.Snoozed => "suggestions are snoozed.",
        NoSuggestionReason.TooLarge => "the document is too large.",
        NoSuggestionReason.InsideWord => "the caret is inside a word; ask for a suggestion to have one there.",
        NoSuggestionReason.NothingBefore => "there is nothing before the caret to go on.",
        NoSuggestionReason.PositionOutside => "the caret lies outside the document.",
        NoSuggestionReason.AfterDeletion => "nothing is suggested after a deletion; type on, or ask for a suggestion.",
        NoSuggestionReason.Superseded => "the text changed while the answer was worked out.",
        NoSuggestionReason.ModelLoading => "the model is still loading.",
        NoSuggestionReason.ModelUnavailable => "the model cannot be used.",
        NoSuggestionReason.ModelRefused => "the model cannot fill in the middle.",
        NoSuggestionReason.TimedOut => "the model was too slow.",
        NoSuggestionReason.Blank => "the model had nothing to say.",
        NoSuggestionReason.RepeatsSuffix => "it would only have repeated what follows the caret.",
        NoSuggestionReason.Unlikely => "the model was not sure enough; ask for a suggestion to see it all the same.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
