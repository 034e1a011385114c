using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary><c>textDocument/didPartiallyAcceptCompletion</c>.</summary>
internal sealed class DidPartiallyAcceptCompletion(Acceptances acceptances) : IMutation<ServerSession, DidPartiallyAcceptCompletionParams>
{
    public void Apply(ServerSession session, DidPartiallyAcceptCompletionParams parameters) =>
        acceptances.PartlyAccepted(SuggestionId.Of(parameters.Item), parameters.Item.InsertText, parameters.AcceptedLength);
}
