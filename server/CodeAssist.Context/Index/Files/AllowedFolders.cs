namespace CodeAssist.Context.Index.Files;

/// <summary>The folders of a workspace with the rules that hold in them, each read once.</summary>
/// <param name="folder">Absolute path of the workspace folder.</param>
/// <param name="mayHold">Whether anything may be read in a folder, by its absolute path.</param>
internal sealed class AllowedFolders(string folder, Predicate<string> mayHold)
{
    // By path relative to the workspace folder; null for those in which nothing may be read.
    private readonly Dictionary<string, AllowedFolder?> _known = new(StringComparer.Ordinal);

    /// <param name="path">Relative to the workspace folder, with forward slashes; empty for that folder itself.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    /// <returns>Null where nothing in it may be read.</returns>
    public async Task<AllowedFolder?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(path, out var known))
        {
            return known;
        }

        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var found = path.Length == 0 ? await AllowedFolder.TopAsync(folder, cancellationToken)
            : await FindAsync(path[..Math.Max(0, slash)], cancellationToken) is { } around && around.Allows(name, isFolder: true) ? around.Below(name)
            : null;
        if (found is not null && mayHold(found.Path))
        {
            var rules = AllowedFolder.RuleNames.Where(rule => File.Exists(Path.Combine(found.Path, rule)));
            return _known[path] = await found.WithRulesAsync(rules, cancellationToken);
        }

        return _known[path] = null;
    }
}
