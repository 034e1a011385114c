using CodeAssist.Context;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Delegating;

/// <summary>What an editor has of the files beneath a root and has not saved, as it was when a task began.</summary>
internal static class UnsavedTexts
{
    /// <param name="snapshot">What is open.</param>
    /// <param name="root">Absolute path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Texts by their paths relative to the root, with forward slashes.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(SessionSnapshot snapshot, string root, CancellationToken cancellationToken)
    {
        var unsaved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in snapshot.Documents.Known)
        {
            if (DocumentName.LocalPath(document.Uri) is not { } path || !path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                continue;
            }

            var saved = await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File: var file } ? file.Text : null;
            if (!string.Equals(saved, document.Text, StringComparison.Ordinal))
            {
                unsaved[Path.GetRelativePath(root, path).Replace('\\', '/')] = document.Text;
            }
        }

        return unsaved;
    }
}
