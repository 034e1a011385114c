using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Session;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Features.TextSync;

/// <summary><c>textDocument/didChange</c>. Cancels a completion only where what was typed says that it cannot fit any more.</summary>
internal sealed partial class DidChange(TypingCompletions typing, KeptCharacters kept, Acceptances acceptances, ILogger logger) : IMutation<ServerSession, DidChangeTextDocumentParams>
{
    public void Apply(ServerSession session, DidChangeTextDocumentParams parameters)
    {
        var uri = parameters.TextDocument.Uri;
        switch (session.Documents.Find(uri))
        {
            case null:
                Log.NotOpen(logger, uri);
                break;
            case OpenDocument.Known { Snapshot: var known }:
                Change(session, known, parameters);
                break;
            case OpenDocument.Unknown unknown when parameters.ContentChanges is [{ Range: null }, ..]:
                // The whole text: whatever was lost before, this is what the document says now.
                Change(session, DocumentSnapshot.Open(uri, unknown.Language, version: 0, text: ""), parameters);
                break;
        }
    }

    private void Change(ServerSession session, DocumentSnapshot document, DidChangeTextDocumentParams parameters)
    {
        var version = parameters.TextDocument.Version ?? document.Version + 1;
        var changes = parameters.ContentChanges.Select(change => new TextChange(Range(change.Range), change.Text)).ToArray();
        switch (document.Change(version, changes))
        {
            case ChangeOutcome.Applied { Document: var changed, Edits: var edits }:
                session.Documents = session.Documents.With(document.Uri, new OpenDocument.Known(changed));
                typing.Changed(document.Uri, changed.Text, edits);
                kept.Changed(document.Uri, changed.Text, edits);
                foreach (var edit in edits)
                {
                    acceptances.Inserted(document.Uri, edit.Inserted);
                }

                break;
            case ChangeOutcome.OutOfOrder outOfOrder:
                Log.OutOfOrder(logger, document.Uri, outOfOrder.CurrentVersion, outOfOrder.ChangeVersion);
                session.Documents = session.Documents.Forget(document.Uri, "changes arrived out of order");
                break;
            case ChangeOutcome.TooLarge tooLarge:
                Log.TooLarge(logger, document.Uri, tooLarge.Length);
                session.Documents = session.Documents.Forget(document.Uri, "it is too large");
                break;
        }
    }

    private static TextRange? Range(LspRange? range) =>
        range is { } there ? new TextRange(Position(there.Start), Position(there.End)) : null;

    private static TextPosition Position(LspPosition position) => new(position.Line, position.Character);

    private static partial class Log
    {
        // No warning: vscode-languageclient 11 sends the close first where a document is reverted and closed at once.
        [LoggerMessage(1, LogLevel.Debug, "Change of {Uri}, which is not open: ignored")]
        public static partial void NotOpen(ILogger logger, string uri);

        [LoggerMessage(2, LogLevel.Warning, "Change of {Uri} from version {Current} to {Change}: out of order, the text is unknown until it is sent whole")]
        public static partial void OutOfOrder(ILogger logger, string uri, int current, int change);

        [LoggerMessage(3, LogLevel.Warning, "{Uri} has grown to {Length} characters, which is too large")]
        public static partial void TooLarge(ILogger logger, string uri, long length);
    }
}
