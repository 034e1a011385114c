namespace CodeAssist.Context.Ignoring;

/// <summary>The folders of a workspace with the rules that hold in them, each read once.</summary>
/// <param name="folder">The workspace folder, an absolute path.</param>
/// <param name="ruleNames">Names of the files that are heeded, of <see cref="AllowedFolder.RuleNames"/>.</param>
internal sealed class AllowedFolders(string folder, IReadOnlyList<string> ruleNames)
{
    // By path relative to the workspace folder.
    private readonly Dictionary<string, AllowedFolder?> _known = new(StringComparer.Ordinal);

    /// <param name="path">Relative to the workspace folder, with forward slashes; empty for that folder itself.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    /// <returns>
    /// Null for a folder that is excluded, or reached over a link, which may lead anywhere. A folder that is not there has the rules of those above it.
    /// </returns>
    public async Task<AllowedFolder?> FindAsync(string path, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(path, out var known))
        {
            return known;
        }

        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var found = path.Length == 0 ? await TopAsync(cancellationToken)
            : await FindAsync(path[..Math.Max(0, slash)], cancellationToken) is { } around && around.Allows(name, isFolder: true) ? around.Below(name)
            : null;
        if (found is null || (path.Length > 0 && Links.Is(found.Path)))
        {
            return _known[path] = null;
        }

        var rules = ruleNames.Where(rule => File.Exists(Path.Combine(found.Path, rule)));
        return _known[path] = await found.WithRulesAsync(rules, cancellationToken);
    }

    private async Task<AllowedFolder> TopAsync(CancellationToken cancellationToken) =>
        ruleNames.Contains(AllowedFolder.GitRuleName, StringComparer.Ordinal)
            ? await AllowedFolder.TopAsync(folder, cancellationToken)
            : AllowedFolder.TopWithoutGit(folder);
}
