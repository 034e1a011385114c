using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.InlineCompletion;

/// <summary><c>textDocument/didShowCompletion</c>.</summary>
internal sealed class DidShowCompletion(Acceptances acceptances) : IMutation<ServerSession, DidShowCompletionParams>
{
    public void Apply(ServerSession session, DidShowCompletionParams parameters) => acceptances.Show(SuggestionId.Of(parameters.Item));
}
