using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.TextSync;

/// <summary><c>textDocument/didSave</c>: accepted, and nothing follows from it: the text is known from its changes.</summary>
internal sealed class DidSave : IMutation<ServerSession, DidSaveTextDocumentParams>
{
    public void Apply(ServerSession session, DidSaveTextDocumentParams parameters)
    {
    }
}
