using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Index.Open;

/// <summary>Keeps documents that a folder's ignore rules name out of its index, whatever an editor has open. Thread-safe.</summary>
/// <remarks>A document is decided on once, and again when the rules may have changed. Until it is, it is kept out.</remarks>
/// <param name="index">The folder's index.</param>
/// <param name="folder">Absolute path.</param>
internal sealed class Admissions(WorkspaceIndex index, string folder)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _decided = new(StringComparer.Ordinal);

    /// <param name="path">Relative to the folder, with forward slashes.</param>
    /// <returns>Ends when it is decided on.</returns>
    public Task AdmitAsync(string path)
    {
        lock (_lock)
        {
            if (!_decided.TryGetValue(path, out var decided))
            {
                index.Refuse(path);
                _decided.Add(path, decided = DecideAsync([path], NewRules()));
            }

            return decided;
        }
    }

    /// <summary>The rules may have changed: all documents that were decided on are looked at again.</summary>
    public Task ReviewAsync()
    {
        List<string> paths;
        lock (_lock)
        {
            paths = [.. _decided.Keys];
        }

        return DecideAsync(paths, NewRules());
    }

    /// <summary>The editor has it no more.</summary>
    public void Forget(string path)
    {
        lock (_lock)
        {
            _decided.Remove(path);
        }
    }

    // A folder that is not there yet has no rules of its own.
    private AllowedFolders NewRules() => new(folder);

    private async Task DecideAsync(IReadOnlyList<string> paths, AllowedFolders rules)
    {
        // The caller holds the lock.
        await Task.Yield();
        foreach (var path in paths)
        {
            var slash = path.LastIndexOf('/');
            var around = await rules.FindAsync(path[..Math.Max(0, slash)], CancellationToken.None);
            if (around?.Allows(path[(slash + 1)..], isFolder: false) is true)
            {
                index.Admit(path);
            }
            else
            {
                index.Refuse(path);
            }
        }
    }
}
