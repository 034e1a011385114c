using System.Diagnostics;
using System.Text.Json;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.Status;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary>Asks the pipeline at an editor's caret, and keeps the books: what came of it, how long it took, what was offered.</summary>
/// <remarks>Having nothing to suggest is no offer with a reason in the log, never an error: editors show errors as pop-ups.</remarks>
internal sealed partial class Suggester(
    TypingCompletions typing, CompletionTally tally, LastCompletion last, Acceptances acceptances, Snooze snooze, StatusBoard board, ILogger logger)
{
    public async Task<Offer?> SuggestAsync(
        SessionSnapshot snapshot, string uri, LspPosition position, CompletionTrigger trigger, CancellationToken cancellationToken)
    {
        var found = snapshot.Documents.Find(uri);
        if (found is not OpenDocument.Known { Snapshot: var document })
        {
            var reason = (found as OpenDocument.Unknown)?.Reason ?? "it is not open";
            Log.Unknown(logger, uri, reason);
            last.NoteUnknownText(reason);
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        var request = Request(snapshot, document, position, trigger);
        using var work = board.Working();
        var gate = Engine.Gate(snapshot.Settings) with { IsSnoozed = snooze.Until is not null };
        var answer = await typing.AnswerAsync(new TypingQuestion(uri, request, gate, Engine.Limits(snapshot.Settings)), cancellationToken);
        var outcome = answer.Outcome;
        var elapsed = Stopwatch.GetElapsedTime(started);
        tally.Count(answer);
        last.Note(request.Path, document.Language, outcome, elapsed);
        Log.Completed(logger, document.Language, elapsed.TotalMilliseconds, answer.Held.TotalMilliseconds, answer.Origin, Word(outcome));

        return outcome is CompletionOutcome.Suggested { Suggestions: var suggestions }
            ? new Offer(document, request.Caret, suggestions, Accepted(document, suggestions))
            : null;
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
        };
    }

    private Lsp.Protocol.LspCommand Accepted(DocumentSnapshot document, IReadOnlyList<Suggestion> suggestions)
    {
        var id = acceptances.Offered(document.Uri, suggestions.Select(suggestion => suggestion.InsertText));

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
