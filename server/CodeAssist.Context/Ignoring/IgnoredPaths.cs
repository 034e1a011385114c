namespace CodeAssist.Context.Ignoring;

/// <summary>
/// Tells which paths of a workspace its ignore files exclude: git's, and those of every assistant that has one. Index, review and gate ask the same.
/// </summary>
/// <remarks>
/// Each file is read once: use one object for one request. It can only exclude more: a rule of one file takes nothing back that another excludes, a file of
/// rules that cannot be read excludes everything below its folder, and so does a link.
/// </remarks>
/// <param name="folder">The workspace folder, an absolute path.</param>
public sealed class IgnoredPaths(string folder)
{
    private readonly AllowedFolders _folders = new(folder, AllowedFolder.RuleNames);
    private readonly AllowedFolders _withheld = new(folder, [.. AllowedFolder.RuleNames.Where(name => name is not AllowedFolder.GitRuleName)]);

    /// <summary>Whether a file may hold such rules, by its name.</summary>
    public static bool IsRuleFile(string path) => AllowedFolder.HoldsRules(path[(path.LastIndexOf('/') + 1)..]);

    /// <param name="path">Relative to the workspace folder, with forward slashes. The file need not exist.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    public Task<bool> ContainAsync(string path, CancellationToken cancellationToken) => ContainAsync(_folders, path, cancellationToken);

    /// <summary>Whether an ignore file other than git's excludes a path: what is kept from assistants although it may be committed.</summary>
    /// <param name="path">Relative to the workspace folder, with forward slashes. The file need not exist.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    public Task<bool> WithholdAsync(string path, CancellationToken cancellationToken) => ContainAsync(_withheld, path, cancellationToken);

    private async Task<bool> ContainAsync(AllowedFolders folders, string path, CancellationToken cancellationToken)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "" or "." or ".." || name.Contains('\0', StringComparison.Ordinal)))
        {
            // No path of this workspace.
            return true;
        }

        return await folders.FindAsync(string.Join('/', names[..^1]), cancellationToken) is not { } around
            || !around.Allows(names[^1], isFolder: false)
            || Links.Is(Path.Combine(folder, path));
    }
}
