using System.Diagnostics;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary><c>textDocument/inlineCompletion</c>: LSP in, the pipeline's words inside, LSP out.</summary>
/// <remarks>Having nothing to suggest is an empty answer with a reason in the log, never an error: editors show errors as pop-ups.</remarks>
internal sealed partial class InlineCompletionQuery(CompletionPipeline pipeline, CompletionTally tally, ILogger logger)
    : IQuery<SessionSnapshot, InlineCompletionParams, InlineCompletionList?>
{
    public async Task<InlineCompletionList?> AnswerAsync(
        SessionSnapshot snapshot, InlineCompletionParams parameters, CancellationToken cancellationToken)
    {
        var found = snapshot.Documents.Find(parameters.TextDocument.Uri);
        if (found is not OpenDocument.Known { Snapshot: var document })
        {
            Log.Unknown(logger, parameters.TextDocument.Uri, (found as OpenDocument.Unknown)?.Reason ?? "it is not open");
            return null;
        }

        var started = Stopwatch.GetTimestamp();
        var request = Request(snapshot, document, parameters);
        var outcome = await pipeline.CompleteAsync(
            request, Engine.Gate(snapshot.Settings), Engine.Limits(snapshot.Settings), cancellationToken);
        tally.Count(outcome);
        Log.Completed(logger, document.Language, Stopwatch.GetElapsedTime(started).TotalMilliseconds, Word(outcome));

        return outcome is CompletionOutcome.Suggested suggested ? new InlineCompletionList([Item(suggested, document, request.Caret)]) : null;
    }

    private static CompletionRequest Request(SessionSnapshot snapshot, DocumentSnapshot document, InlineCompletionParams parameters)
    {
        var name = DocumentName.Of(document.Uri, snapshot.Folders);

        return new CompletionRequest(
            name.Path,
            name.Repository,
            document.Language,
            document.Text,
            document.CaretAt(new TextPosition(parameters.Position.Line, parameters.Position.Character)),
            parameters.Context?.TriggerKind is InlineCompletionTriggerKind.Invoked
                ? CompletionTrigger.Invoked
                : CompletionTrigger.Automatic);
    }

    private static InlineCompletionItem Item(CompletionOutcome.Suggested suggested, DocumentSnapshot document, int caret)
    {
        var start = document.PositionAt(caret);
        var end = document.PositionAt(caret + suggested.ReplacedAfterCaret);

        return new InlineCompletionItem(
            suggested.InsertText,
            Range: new LspRange(new LspPosition(start.Line, start.Character), new LspPosition(end.Line, end.Character)));
    }

    private static string Word(CompletionOutcome outcome) =>
        outcome is CompletionOutcome.NoSuggestion nothing ? $"{nothing.Reason} {nothing.Detail}".TrimEnd() : "Suggested";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Completion in {Language} took {ElapsedMs} ms: {Outcome}")]
        public static partial void Completed(ILogger logger, string language, double elapsedMs, string outcome);

        [LoggerMessage(2, LogLevel.Debug, "No completion: the text of {Uri} is not known, {Reason}")]
        public static partial void Unknown(ILogger logger, string uri, string reason);
    }
}
