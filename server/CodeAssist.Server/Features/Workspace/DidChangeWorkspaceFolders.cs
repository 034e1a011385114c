using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Policy;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Workspace;

/// <summary><c>workspace/didChangeWorkspaceFolders</c>.</summary>
internal sealed class DidChangeWorkspaceFolders(PolicyWatch policy) : IMutation<ServerSession, DidChangeWorkspaceFoldersParams>
{
    public void Apply(ServerSession session, DidChangeWorkspaceFoldersParams parameters)
    {
        var removed = (parameters.Event.Removed ?? []).Select(folder => folder.Uri).ToHashSet(StringComparer.Ordinal);
        var added = parameters.Event.Added ?? [];
        session.Folders =
        [
            .. session.Folders.Where(folder => !removed.Contains(folder.Uri) && added.All(other => !string.Equals(other.Uri, folder.Uri, StringComparison.Ordinal))),
            .. added,
        ];
        policy.Look(session.Folders, session.Trust);
    }
}
