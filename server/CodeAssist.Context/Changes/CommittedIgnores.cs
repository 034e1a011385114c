using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.Changes;

/// <summary>What the ignore files of a commit keep from assistants; it holds beside what those on the disk keep.</summary>
internal sealed class CommittedIgnores
{
    private readonly List<Dictionary<string, IgnoreFile>> _kinds;

    private CommittedIgnores(List<Dictionary<string, IgnoreFile>> kinds) => _kinds = kinds;

    public static CommittedIgnores None { get; } = new([]);

    // Git's own says nothing of what is committed.
    private static IEnumerable<string> Names => AllowedFolder.RuleNames.Where(name => name is not AllowedFolder.GitRuleName);

    /// <returns>Null where Git failed.</returns>
    public static async Task<CommittedIgnores?> ReadAsync(GitTalk git, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var wanted = paths.SelectMany(CommitFiles.Folders).Distinct(StringComparer.Ordinal).SelectMany(folder => Names.Select(name => folder + name));
        return await CommitFiles.ReadAsync(git, commit, wanted, cancellationToken) is not { } files ? null : new CommittedIgnores(
        [
            .. Names.Select(name => files.Where(file => string.Equals(Path.GetFileName(file.Path), name, StringComparison.Ordinal))
                .ToDictionary(file => file.Path[..^name.Length], file => IgnoreFile.Parse(file.Path[..^name.Length], file.Text), StringComparer.Ordinal)),
        ]);
    }

    public bool Withhold(string path) => _kinds.Exists(files => Withhold(files, path));

    // A folder that is excluded takes with it all that is in it.
    private static bool Withhold(Dictionary<string, IgnoreFile> files, string path)
    {
        var rules = IgnoreRules.None;
        foreach (var folder in CommitFiles.Folders(path))
        {
            rules = files.TryGetValue(folder, out var file) ? rules.With(file) : rules;
            var slash = path.IndexOf('/', folder.Length);
            if (rules.Ignore(slash < 0 ? path : path[..slash], isFolder: slash >= 0))
            {
                return true;
            }
        }

        return false;
    }
}
