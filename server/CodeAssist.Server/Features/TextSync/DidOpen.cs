using CodeAssist.Core.Text;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.TextSync;

/// <summary><c>textDocument/didOpen</c>.</summary>
internal sealed class DidOpen : IMutation<ServerSession, DidOpenTextDocumentParams>
{
    public void Apply(ServerSession session, DidOpenTextDocumentParams parameters)
    {
        var item = parameters.TextDocument;
        session.Documents = item.Text.Length <= DocumentSnapshot.MaxLength
            ? session.Documents.With(
                item.Uri, new OpenDocument.Known(DocumentSnapshot.Open(item.Uri, item.LanguageId, item.Version, item.Text)))
            : session.Documents.With(item.Uri, new OpenDocument.Unknown("it is too large") { Language = item.LanguageId });
    }
}
