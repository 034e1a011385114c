using System.Diagnostics;
using System.Text.Json;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Power;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Session;
using CodeAssist.Server.Settings;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Asks the pipeline at an editor's caret, and keeps the books: what came of it, how long it took, what was offered.</summary>
/// <remarks>Having nothing to suggest is no offer with a reason in the log, never an error: editors show errors as pop-ups.</remarks>
internal sealed partial class Suggester(
    TypingCompletions typing,
    CompletionTally tally,
    LastCompletion last,
    Acceptances acceptances,
    KeptCharacters kept,
    ResponseTimes times,
    Snooze snooze,
    IPowerSource power,
    StatusBoard board,
    ILogger logger)
{
    /// <param name="snapshot">The session.</param>
    /// <param name="uri">The document.</param>
    /// <param name="position">The caret.</param>
    /// <param name="trigger">Whether the user asked.</param>
    /// <param name="selected">The entry that the editor's own list has selected: suggestions go on as if it stood there already.</param>
    /// <param name="cancellationToken">The editor takes the request back.</param>
    /// <returns>Null where there is nothing to suggest.</returns>
    public async Task<Offer?> SuggestAsync(
        SessionSnapshot snapshot,
        string uri,
        LspPosition position,
        CompletionTrigger trigger,
        SelectedCompletionInfo? selected,
        CancellationToken cancellationToken)
    {
        var number = last.Begin();
        var found = snapshot.Documents.Find(uri);
        if (found is not OpenDocument.Known { Snapshot: var document })
        {
            var reason = (found as OpenDocument.Unknown)?.Reason ?? "it is not open";
            Log.Unknown(logger, uri, reason);
            last.NoteUnknownText(number, reason);
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        var typed = Request(snapshot, document, position, trigger);
        var replaced = Replaced(document, selected, typed.Caret);
        var request = selected is null ? typed : typed with
        {
            Text = string.Concat(typed.Text.AsSpan(0, replaced.Start), selected.Text, typed.Text.AsSpan(replaced.End)),
            Caret = replaced.Start + selected.Text.Length,
        };
        using var work = board.Working();
        var answer = await AnswerAsync(number, Question(snapshot, uri, request), cancellationToken);
        var outcome = answer.Outcome;
        var elapsed = Stopwatch.GetElapsedTime(started);
        tally.Count(answer);
        last.Note(number, request.Path, document.Language, answer, elapsed);
        Log.Completed(logger, document.Language, elapsed.TotalMilliseconds, answer.Held.TotalMilliseconds, answer.Origin, Word(outcome));

        return outcome is CompletionOutcome.Suggested { Suggestions: var suggestions }
            ? new Offer(document, typed.Caret, suggestions, Accepted(document, replaced.Start, selected?.Text ?? "", suggestions)) { Selected = selected?.Text ?? "", Replaced = replaced }
            : null;
    }

    /// <summary>The caret rests there, and nobody asks yet. Returns at once.</summary>
    public void Rest(SessionSnapshot snapshot, string uri, LspPosition position)
    {
        if (snapshot.Documents.Find(uri) is OpenDocument.Known { Snapshot: var document })
        {
            typing.Rest(Question(snapshot, uri, Request(snapshot, document, position, CompletionTrigger.Automatic)));
        }
    }

    private TypingQuestion Question(SessionSnapshot snapshot, string uri, CompletionRequest request)
    {
        var isOnBattery = power.Read() is PowerState.Battery;
        var gate = Engine.Gate(snapshot.Settings) with
        {
            IsSnoozed = snooze.Until is not null,
            SavesBattery = isOnBattery && snapshot.Settings.OnBattery is OnBatterySetting.WaitToBeAsked,
        };

        return new TypingQuestion(uri, request, gate, Engine.Limits(snapshot.Settings)) { PreparesNext = !isOnBattery && request.Trigger is CompletionTrigger.Automatic };
    }

    // An entry replaces the word around the caret, as the editor has counted it.
    private static (int Start, int End) Replaced(DocumentSnapshot document, SelectedCompletionInfo? selected, int caret) =>
        selected is { Range: var range }
            ? (Math.Min(caret, Offset(document, range.Start)), Math.Max(caret, Offset(document, range.End)))
            : (caret, caret);

    private static int Offset(DocumentSnapshot document, LspPosition position) => document.CaretAt(new TextPosition(position.Line, position.Character));

    private async Task<TypingAnswer> AnswerAsync(long number, TypingQuestion question, CancellationToken cancellationToken)
    {
        TypingAnswer? answer = null;
        try
        {
            answer = await typing.AnswerAsync(question, cancellationToken);
            if (answer is { Origin: AnswerOrigin.Asked, Outcome: { Usage: not null } or CompletionOutcome.NoSuggestion { Reason: NoSuggestionReason.TimedOut } })
            {
                times.Add(answer.Worked);
                board.Slow(times.Advice);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            last.NoteCancelled(number, question.Request.Path);
            throw;
        }
        finally
        {
            // Whatever was noted already stands.
            if (answer is null)
            {
                last.NoteBroken(number, question.Request.Path);
            }
        }
    }

    private static CompletionRequest Request(SessionSnapshot snapshot, DocumentSnapshot document, LspPosition position, CompletionTrigger trigger)
    {
        var name = DocumentName.Of(document.Uri, snapshot.Folders);

        return new CompletionRequest(
            name.Path,
            name.Repository,
            document.Language,
            document.Text,
            document.CaretAt(new TextPosition(position.Line, position.Character)),
            trigger)
        {
            Folder = name.Folder,
            Uri = document.Uri,
            Since = document.Since,
        };
    }

    private Lsp.Protocol.LspCommand Accepted(DocumentSnapshot document, int offset, string selected, IReadOnlyList<Suggestion> suggestions)
    {
        var id = acceptances.Offered(document.Uri, suggestions.Select(suggestion => suggestion.InsertText));
        kept.Offered(id, document.Uri, offset, [.. suggestions.Select(suggestion => selected + suggestion.InsertText)]);

        return new Lsp.Protocol.LspCommand(
            "Suggestion accepted", EditorCommand.Accepted, [JsonSerializer.SerializeToElement(id, LspJsonContext.Default.String)]);
    }

    private static string Word(CompletionOutcome outcome) =>
        outcome is CompletionOutcome.NoSuggestion nothing ? $"{nothing.Reason} {nothing.Detail}".TrimEnd() : "Suggested by " + ((CompletionOutcome.Suggested)outcome).Best.Source;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Completion in {Language} took {ElapsedMs} ms, held for {HeldMs} ms, {Origin}: {Outcome}")]
        public static partial void Completed(ILogger logger, string language, double elapsedMs, double heldMs, AnswerOrigin origin, string outcome);

        [LoggerMessage(2, LogLevel.Debug, "No completion: the text of {Uri} is not known, {Reason}")]
        public static partial void Unknown(ILogger logger, string uri, string reason);
    }
}
