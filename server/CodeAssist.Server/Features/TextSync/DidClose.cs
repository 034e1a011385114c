using CodeAssist.Core.Completion.Typing;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Usage;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.TextSync;

/// <summary><c>textDocument/didClose</c>.</summary>
internal sealed class DidClose(TypingCompletions typing, KeptCharacters kept) : IMutation<ServerSession, DidCloseTextDocumentParams>
{
    public void Apply(ServerSession session, DidCloseTextDocumentParams parameters)
    {
        session.Documents = session.Documents.Without(parameters.TextDocument.Uri);
        typing.Closed(parameters.TextDocument.Uri);
        kept.Closed(parameters.TextDocument.Uri);
    }
}
