using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary><c>initialized</c>: from here on the editor may be asked things, and the model warms up before the first key.</summary>
internal sealed class Initialized(EditorGreeting greeting) : IMutation<ServerSession, InitializedParams>
{
    public void Apply(ServerSession session, InitializedParams parameters) => greeting.Begin(session.Client);
}
