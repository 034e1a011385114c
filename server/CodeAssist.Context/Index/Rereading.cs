using CodeAssist.Context.Ignoring;
using CodeAssist.Context.Index.Files;

namespace CodeAssist.Context.Index;

/// <summary>Looks at single paths of a folder again: what is new or different is read, what is gone or not allowed any more is forgotten.</summary>
internal sealed class Rereading(WorkspaceIndex index, string folder)
{
    private readonly AllowedFolders _folders = new(folder, AllowedFolder.RuleNames);
    private readonly Dictionary<string, WorkspaceFile> _changed = new(StringComparer.Ordinal);

    // What is known below these (each with a slash at its end) and was not met is gone.
    private readonly HashSet<string> _searched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    public async Task<IndexProgress> RunAsync(
        IReadOnlyCollection<string> paths, IndexLimits limits, IProgress<IndexProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await LookAsync(path, cancellationToken);
        }

        foreach (var gone in index.KnownBelow(_searched).Where(path => !_met.Contains(path)))
        {
            index.ForgetFile(gone);
        }

        // Where not everything can be kept, what is kept already comes before what is new.
        var files = _changed.Values.OrderBy(file => index.Knows(file.Relative) ? 0 : 1).ToAsyncEnumerable();
        return await new IndexBuild(index, limits, progress).RunAsync(files, cancellationToken);
    }

    private async Task LookAsync(string path, CancellationToken cancellationToken)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "" or "." or ".." || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())))
        {
            // Nobody's name, or one outside of the folder.
            return;
        }

        var parent = string.Join('/', names[..^1]);
        if (AllowedFolder.HoldsRules(names[^1]))
        {
            await SearchAsync(parent, file => !index.Knows(file.Relative), cancellationToken);
            return;
        }

        if (await FolderAsync(parent, cancellationToken) is not { } around)
        {
            index.ForgetFile(path);
            return;
        }

        switch (WorkspaceFiles.Look(Path.Combine(folder, path)))
        {
            case { Attributes: var attributes } when attributes.HasFlag(FileAttributes.Directory):
                await SearchAsync(path, static _ => true, cancellationToken);
                break;
            case { Length: var bytes } when SourceChoice.File(around, names[^1], bytes) is { } file:
                Meet(file, isChanged: true);
                break;
            case null when !index.ForgetFile(path) && around.Allows(names[^1], isFolder: true):
                // It may have been a folder.
                _searched.Add(path + "/");
                break;
            default:
                index.ForgetFile(path);
                break;
        }
    }

    private async Task SearchAsync(string path, Predicate<WorkspaceFile> isChanged, CancellationToken cancellationToken)
    {
        _searched.Add(path.Length == 0 ? "" : path + "/");
        if (await FolderAsync(path, cancellationToken) is { } around)
        {
            await foreach (var file in WorkspaceFiles.BelowAsync(around, cancellationToken))
            {
                Meet(file, isChanged(file));
            }
        }
    }

    private void Meet(WorkspaceFile file, bool isChanged)
    {
        _met.Add(file.Relative);
        if (isChanged && !index.IsOpen(file.Relative))
        {
            _changed[file.Relative] = file;
        }
    }

    private async Task<AllowedFolder?> FolderAsync(string path, CancellationToken cancellationToken) =>
        await _folders.FindAsync(path, cancellationToken) is { } found && Directory.Exists(found.Path) ? found : null;
}
