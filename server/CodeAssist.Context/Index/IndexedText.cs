using CodeAssist.Core.Privacy.Files;

namespace CodeAssist.Context.Index;

/// <summary>The text of files that are indexed, as it stands: what must not be indexed is not read here either.</summary>
public static class IndexedText
{
    /// <param name="index">Of the folder.</param>
    /// <param name="folder">Absolute path.</param>
    /// <param name="path">Relative to it, with forward slashes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>As the editor has it, else as the disk has it; null where the index knows no such file, or it cannot be read.</returns>
    public static async Task<string?> ReadAsync(WorkspaceIndex index, string folder, string path, CancellationToken cancellationToken)
    {
        if (NeverSend.Of(path) is not null)
        {
            return null;
        }

        if (index.Content.Open.FirstOrDefault(document => string.Equals(document.Path, path, StringComparison.Ordinal)) is { } open)
        {
            return open.Text;
        }

        return index.Knows(path) && await SourceFileReader.ReadAsync(Path.Combine(folder, path), cancellationToken) is SourceFileResult.Read { File.Text: var text } ? text : null;
    }
}
