using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Commands;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary><c>initialize</c>: learns what the editor can do and says what we can.</summary>
internal sealed class Initialize : IAnsweringMutation<ServerSession, InitializeParams, InitializeResult>
{
    public InitializeResult Apply(ServerSession session, InitializeParams parameters)
    {
        session.Client = parameters.Capabilities ?? new ClientCapabilities();
        session.Folders = parameters.Folders();
        session.Trust = EditorOptions.Of(parameters.InitializationOptions).Trust;

        return new InitializeResult(
            new ServerCapabilities(
                PositionEncoding.Utf16,
                new TextDocumentSyncOptions(OpenClose: true, TextDocumentSyncKind.Incremental, new SaveOptions(IncludeText: false)),
                new WorkspaceServerCapabilities(new WorkspaceFoldersServerCapabilities(Supported: true, ChangeNotifications: true)),

                // An editor that can be told later is told once we run, and keeps what it then registers. Empty options are nothing to Emacs.
                session.Client.CanRegisterInlineCompletion ? null : new InlineCompletionOptions(WorkDoneProgress: false),
                new ExecuteCommandOptions(EditorCommand.All),
                session.OffersOrdinaryItems && !session.Client.CanRegisterCompletion ? OrdinaryItems.Options : null,
                new CodeActionOptions([CodeActionKind.QuickFix, CodeActionKind.Refactor])),
            new ServerInfo("codeassist", ProductFiles.Version));
    }
}
