using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.OrdinaryCompletion;
using CodeAssist.Server.Features.Policy;
using CodeAssist.Server.Features.Workspace;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Lifecycle;

/// <summary><c>initialized</c>: from here on the editor may be asked things, and the model warms up before the first key.</summary>
/// <param name="greeting">What is said to the editor first.</param>
/// <param name="policy">Asks what may leave the machine.</param>
/// <param name="settings">Tells the user what was wrong in the settings file; the protocol allows no message before this.</param>
/// <param name="ordinary">Tells the editor whether there are ordinary items.</param>
/// <param name="problems">What was wrong, one sentence each.</param>
internal sealed class Initialized(
    EditorGreeting greeting, PolicyWatch policy, SettingsUpdate settings, OrdinaryItemsRegistration ordinary, IReadOnlyList<string> problems)
    : IMutation<ServerSession, InitializedParams>
{
    public void Apply(ServerSession session, InitializedParams parameters)
    {
        settings.Tell(problems);
        policy.Look(session.Folders, session.Trust);
        ordinary.Follow(session);
        greeting.Begin(session);
    }
}
