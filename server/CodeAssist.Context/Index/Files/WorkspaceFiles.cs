using System.IO.Enumeration;

namespace CodeAssist.Context.Index.Files;

/// <summary>Lists the files of a folder that may be indexed. Links are not followed; what cannot be read is left out.</summary>
internal static class WorkspaceFiles
{
    private static readonly EnumerationOptions _options = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    // Rules of other assistants: what is kept from them is kept from us. They only ever exclude more than git's do.
    private static readonly string[] _assistantFiles =
        [".codeassistignore", ".aiexclude", ".aiignore", ".cursorignore", ".geminiignore", ".codeiumignore"];

    /// <summary>Files near the top first.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="cancellationToken">Ends the walk at the next folder.</param>
    public static async IAsyncEnumerable<WorkspaceFile> ListAsync(
        string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Queue<(string Path, string Relative, IgnoreRules Git, IgnoreRules Assistants)>();
        waiting.Enqueue((folder, "", await ExcludesAsync(folder, cancellationToken), IgnoreRules.None));
        while (waiting.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = Entries(next.Path);
            var (git, assistants) = (next.Git, next.Assistants);
            foreach (var name in entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name))
            {
                if (name is ".gitignore")
                {
                    git = await WithAsync(git, next.Relative, Path.Combine(next.Path, name), cancellationToken);
                }
                else if (_assistantFiles.Contains(name, StringComparer.Ordinal))
                {
                    assistants = await WithAsync(assistants, next.Relative, Path.Combine(next.Path, name), cancellationToken);
                }
            }

            foreach (var entry in entries)
            {
                var relative = next.Relative + entry.Name;
                if (entry.Name is ".git" or ".hg" or ".svn" || git.Ignore(relative, entry.IsFolder) || assistants.Ignore(relative, entry.IsFolder))
                {
                    continue;
                }

                var path = Path.Combine(next.Path, entry.Name);
                if (entry.IsFolder)
                {
                    waiting.Enqueue((path, relative + "/", git, assistants));
                }
                else if (entry.Length is > 0 and <= SourceFileReader.LargestBytes && SourceChoice.MayBeSource(relative) && !PrivateFiles.Include(relative))
                {
                    yield return new WorkspaceFile(path, relative, entry.Length);
                }
            }
        }
    }

    private static Task<IgnoreRules> ExcludesAsync(string folder, CancellationToken cancellationToken)
    {
        var excludes = Path.Combine(folder, ".git", "info", "exclude");
        return File.Exists(excludes)
            ? WithAsync(IgnoreRules.Usual, "", excludes, cancellationToken)
            : Task.FromResult(IgnoreRules.Usual);
    }

    private static async Task<IgnoreRules> WithAsync(IgnoreRules around, string relative, string path, CancellationToken cancellationToken) =>
        await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var text }
            ? around.With(IgnoreFile.Parse(relative, text))
            : around;

    private static List<Entry> Entries(string folder)
    {
        try
        {
            return [.. new FileSystemEnumerable<Entry>(
                folder, (ref entry) => new Entry(entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory ? 0 : entry.Length), _options)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It went away, or its disk did.
            return [];
        }
    }

    private readonly record struct Entry(string Name, bool IsFolder, long Length);
}
