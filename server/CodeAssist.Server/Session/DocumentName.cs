using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Session;

/// <summary>What a model is told a document is called: its path below its workspace folder, and the folder's name.</summary>
internal sealed record DocumentName(string Path, string? Repository)
{
    /// <param name="uri">The document.</param>
    /// <param name="folders">The open folders; the deepest one around the document counts.</param>
    public static DocumentName Of(string uri, IReadOnlyList<WorkspaceFolder> folders)
    {
        var folder = folders
            .Where(candidate => uri.StartsWith(WithSlash(candidate.Uri), StringComparison.Ordinal))
            .MaxBy(candidate => candidate.Uri.Length);

        return folder is null
            ? new DocumentName(Unescape(uri[(uri.LastIndexOf('/') + 1)..]), Repository: null)
            : new DocumentName(
                Unescape(uri[WithSlash(folder.Uri).Length..]),
                folder.Name.Length > 0 ? folder.Name : LastSegment(folder.Uri));
    }

    private static string LastSegment(string uri) => Unescape(uri.TrimEnd('/')[(uri.TrimEnd('/').LastIndexOf('/') + 1)..]);

    private static string WithSlash(string uri) => uri.EndsWith('/') ? uri : uri + "/";

    private static string Unescape(string escaped) => Uri.UnescapeDataString(escaped);
}
