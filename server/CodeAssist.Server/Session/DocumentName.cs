using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Session;

/// <summary>What a document is called: its path below its workspace folder, and the folder's name.</summary>
/// <param name="Path">With forward slashes; only the file's name outside of every folder.</param>
/// <param name="Repository">Name of the folder, or null outside of every folder.</param>
/// <param name="Folder">Absolute path of the folder, or null where it is not on this machine's disks.</param>
internal sealed record DocumentName(string Path, string? Repository, string? Folder)
{
    /// <param name="uri">The document.</param>
    /// <param name="folders">The open folders; the deepest one around the document counts.</param>
    public static DocumentName Of(string uri, IReadOnlyList<WorkspaceFolder> folders)
    {
        var folder = folders
            .Where(candidate => uri.StartsWith(WithSlash(candidate.Uri), StringComparison.Ordinal))
            .MaxBy(candidate => candidate.Uri.Length);

        return folder is null
            ? new DocumentName(Unescape(uri[(uri.LastIndexOf('/') + 1)..]), Repository: null, Folder: null)
            : new DocumentName(
                Unescape(uri[WithSlash(folder.Uri).Length..]),
                folder.Name.Length > 0 ? folder.Name : LastSegment(folder.Uri),
                LocalPath(folder.Uri));
    }

    /// <summary>Path of a file below a folder, with forward slashes; null where it is not in it.</summary>
    public static string? Below(WorkspaceFolder folder, string uri) =>
        uri.StartsWith(WithSlash(folder.Uri), StringComparison.Ordinal) ? Unescape(uri[WithSlash(folder.Uri).Length..]).TrimEnd('/') : null;

    /// <summary>The absolute path behind a <c>file:</c> URI; null for any other.</summary>
    public static string? LocalPath(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile
            ? System.IO.Path.TrimEndingDirectorySeparator(parsed.LocalPath)
            : null;

    private static string LastSegment(string uri) => Unescape(uri.TrimEnd('/')[(uri.TrimEnd('/').LastIndexOf('/') + 1)..]);

    private static string WithSlash(string uri) => uri.EndsWith('/') ? uri : uri + "/";

    private static string Unescape(string escaped) => Uri.UnescapeDataString(escaped);
}
