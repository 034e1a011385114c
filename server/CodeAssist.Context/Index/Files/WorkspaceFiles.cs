using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Index.Files;

/// <summary>Lists the files of a folder that may be indexed. Links are not followed; what cannot be read is left out.</summary>
internal static class WorkspaceFiles
{
    private const FileAttributes Skipped = FileAttributes.ReparsePoint | FileAttributes.Device;

    private static readonly EnumerationOptions _options = new()
    {
        AttributesToSkip = Skipped,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    /// <summary>Files near the top first.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="cancellationToken">Ends the walk at the next folder.</param>
    public static async IAsyncEnumerable<WorkspaceFile> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var file in BelowAsync(await AllowedFolder.TopAsync(folder, cancellationToken), cancellationToken))
        {
            yield return file;
        }
    }

    /// <summary>The same for a folder within, before its own rules are read.</summary>
    public static async IAsyncEnumerable<WorkspaceFile> BelowAsync(AllowedFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Queue<AllowedFolder>([folder]);
        while (waiting.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = Entries(next.Path);
            next = await next.WithRulesAsync(entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name), cancellationToken);
            foreach (var entry in entries)
            {
                if (!entry.IsFolder && SourceChoice.File(next, entry.Name, entry.Length) is { } file)
                {
                    yield return file;
                }
                else if (entry.IsFolder && next.Allows(entry.Name, isFolder: true))
                {
                    waiting.Enqueue(next.Below(entry.Name));
                }
            }
        }
    }

    /// <summary>What lies under a name as the disk has it now.</summary>
    /// <returns>Null where there is nothing, or a link or a device, or where it cannot be told.</returns>
    public static FileInfo? Look(string path)
    {
        try
        {
            var found = new FileInfo(path);

            // For a name under which there is nothing, all bits are set.
            return (found.Attributes & Skipped) is FileAttributes.None ? found : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
