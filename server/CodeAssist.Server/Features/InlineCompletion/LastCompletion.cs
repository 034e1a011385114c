using System.Globalization;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>What became of the last request for a suggestion: one code for each. Thread-safe.</summary>
internal sealed class LastCompletion
{
    private readonly Lock _lock = new();
    private ExplainLastResult _last = new("NothingAsked", "Nothing was asked for yet. Type something, or ask for a suggestion.");
    private long _begun;
    private long _told;

    /// <summary>A request has come; whatever becomes of older ones later is not told any more once it has ended.</summary>
    /// <returns>Its number.</returns>
    public long Begin() => Interlocked.Increment(ref _begun);

    public void Note(long request, string file, string language, TypingAnswer answer, TimeSpan elapsed) => Tell(
        request,
        answer.Outcome switch
        {
            CompletionOutcome.Suggested suggested => new ExplainLastResult("Suggested", string.Create(
                CultureInfo.InvariantCulture,
                $"In {file}, {suggested.Best.Source} suggested after {elapsed.TotalMilliseconds:0} ms, {suggested.Best.Probability:P0} sure.")),
            CompletionOutcome.NoSuggestion { Reason: var reason, Detail: var detail } => new ExplainLastResult(
                reason.ToString(), $"In {file} there was no suggestion: {Words(reason, language)} ({reason}) {detail}".TrimEnd()),
            _ => throw new System.Diagnostics.UnreachableException(),
        }
        with
        {
            File = file,
            Origin = answer.Origin.ToString(),
            ElapsedMilliseconds = elapsed.TotalMilliseconds,
            HeldMilliseconds = answer.Held.TotalMilliseconds,
            ModelMilliseconds = answer.Outcome.Usage?.Waited.TotalMilliseconds,
        });

    /// <summary>The editor took it back, or asked anew before it was answered.</summary>
    public void NoteCancelled(long request, string file) =>
        Tell(request, new ExplainLastResult("Cancelled", $"In {file}, the editor took its request back before there was an answer.", file));

    /// <summary>It broke on a mistake of ours.</summary>
    public void NoteBroken(long request, string file) =>
        Tell(request, new ExplainLastResult("InternalError", $"In {file}, the request failed on a mistake of CodeAssist's; its log has the details.", file));

    public void NoteUnknownText(long request, string reason) =>
        Tell(request, new ExplainLastResult("UnknownText", $"There was no suggestion: the text of the document is not known, {reason}."));

    public ExplainLastResult Explain()
    {
        lock (_lock)
        {
            return _last;
        }
    }

    private void Tell(long request, ExplainLastResult result)
    {
        lock (_lock)
        {
            if (request > _told)
            {
                _told = request;
                _last = result;
            }
        }
    }

    private static string Words(NoSuggestionReason reason, string language) => reason switch
    {
        NoSuggestionReason.Disabled => $"suggestions are switched off for {language}.",
        NoSuggestionReason.Snoozed => "suggestions are snoozed.",
        NoSuggestionReason.OnBattery => "the machine runs on its battery, and codeassist.completion.onBattery says to wait to be asked.",
        NoSuggestionReason.TooLarge => "the document is too large.",
        NoSuggestionReason.InsideWord => "the caret is inside a word; ask for a suggestion to have one there.",
        NoSuggestionReason.CodeFollows => "more code follows on the line; ask for a suggestion to have one there.",
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
        NoSuggestionReason.Repetition => "it would only have repeated itself.",
        NoSuggestionReason.Noise => "it was too little to be worth showing; ask for a suggestion to see it all the same.",
        NoSuggestionReason.BreaksSyntax => "it would have left a syntax error.",
        NoSuggestionReason.UnknownName => "it would have used a name that does not exist there; ask for a suggestion to see it all the same.",
        NoSuggestionReason.Unlikely => "the model was not sure enough; ask for a suggestion to see it all the same.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
