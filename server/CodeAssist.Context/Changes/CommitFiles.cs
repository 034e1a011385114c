using System.Text;

namespace CodeAssist.Context.Changes;

/// <summary>Small files of a commit or a tree, by their paths.</summary>
internal static class CommitFiles
{
    /// <param name="git">The repository's.</param>
    /// <param name="tree">Commit or tree by its id.</param>
    /// <param name="paths">Relative to the root; those that are not there are passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Their texts in the order of the paths. Null where Git failed.</returns>
    public static async Task<IReadOnlyList<(string Path, string Text)>?> ReadAsync(GitTalk git, string tree, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        // A name with a line break cannot be asked for in this way; nobody gives one to such files.
        var wanted = paths.Where(path => !path.Contains('\n', StringComparison.Ordinal)).ToList();
        var asked = Encoding.UTF8.GetBytes(string.Concat(wanted.Select(path => $"{tree}:{path}\n")));
        if (await git.AskAsync(["cat-file", "--batch-check=%(objecttype) %(objectname)", "--buffer"], asked, cancellationToken) is not { } answered)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(answered.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var found = wanted.Zip(lines).Where(pair => pair.Second.StartsWith("blob ", StringComparison.Ordinal)).Select(pair => (Path: pair.First, Id: pair.Second["blob ".Length..])).ToList();
        var blobs = await Blobs.ReadAsync(git, found.Select(file => file.Id), ChangeLimits.LargestBytes, ChangeLimits.LargestBytes, cancellationToken);
        return blobs is null ? null :
        [
            .. from file in found
               let content = blobs.ContentOf(file.Id)
               where content is not null
               select (file.Path, Encoding.UTF8.GetString(content.Value.Span)),
        ];
    }

    /// <summary>Every folder around a file, the root as an empty text, others with a slash at their end; outer ones first.</summary>
    public static IEnumerable<string> Folders(string path)
    {
        yield return "";
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..(end + 1)];
        }
    }
}
