using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Indexing;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Workspace;

/// <summary><c>workspace/didChangeWatchedFiles</c>: what others wrote is read again, into the index of every folder that it lies in.</summary>
internal sealed class DidChangeWatchedFiles(IndexUpkeep index) : IMutation<ServerSession, DidChangeWatchedFilesParams>
{
    /// <summary>Everything: a folder that was removed is told by its name alone, and ignore files have no extension.</summary>
    public static DidChangeWatchedFilesRegistrationOptions Registration { get; } = new([new WatchedFiles("**/*")]);

    public void Apply(ServerSession session, DidChangeWatchedFilesParams parameters)
    {
        foreach (var folder in session.Folders)
        {
            var paths = parameters.Changes.Select(change => DocumentName.Below(folder, change.Uri)).OfType<string>().ToList();
            if (paths.Count > 0 && DocumentName.LocalPath(folder.Uri) is { } local)
            {
                index.Reread(local, paths);
            }
        }
    }
}
