using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary><c>initialized</c>: from here on the editor may be asked things, and the model warms up before the first key.</summary>
/// <param name="greeting">What is said to the editor first.</param>
/// <param name="settings">Tells the user what was wrong in the settings file; the protocol allows no message before this.</param>
/// <param name="problems">What was wrong, one sentence each.</param>
internal sealed class Initialized(EditorGreeting greeting, SettingsUpdate settings, IReadOnlyList<string> problems) : IMutation<ServerSession, InitializedParams>
{
    public void Apply(ServerSession session, InitializedParams parameters)
    {
        settings.Tell(problems);
        greeting.Begin(session.Client);
    }
}
