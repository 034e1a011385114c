namespace CodeAssist.Context.Index.Files;

/// <summary>A folder on the way down from the workspace folder, and the rules that say what in it may be read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Relative">Relative to the workspace folder, with forward slashes and one at its end; empty for that folder itself.</param>
/// <param name="Git">What git ignores.</param>
/// <param name="Assistants">What is kept from assistants; it only ever excludes more than git does.</param>
internal sealed record AllowedFolder(string Path, string Relative, IgnoreRules Git, IgnoreRules Assistants)
{
    private const string GitRules = ".gitignore";

    // What is kept from other assistants is kept from us.
    private static readonly string[] _assistantRules =
        [".codeassistignore", ".aiexclude", ".aiignore", ".cursorignore", ".geminiignore", ".codeiumignore"];

    /// <summary>Names of the files that hold rules.</summary>
    public static IEnumerable<string> RuleNames => [GitRules, .. _assistantRules];

    public static bool HoldsRules(string name) => name is GitRules || _assistantRules.Contains(name, StringComparer.Ordinal);

    /// <summary>The workspace folder, before its own rules are read.</summary>
    public static async Task<AllowedFolder> TopAsync(string folder, CancellationToken cancellationToken)
    {
        var excludes = System.IO.Path.Combine(folder, ".git", "info", "exclude");
        var git = File.Exists(excludes) ? await WithAsync(IgnoreRules.Usual, "", excludes, cancellationToken) : IgnoreRules.Usual;
        return new AllowedFolder(folder, "", git, IgnoreRules.None);
    }

    /// <param name="names">The folder's files; those that hold rules are read.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    public async Task<AllowedFolder> WithRulesAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var (git, assistants) = (Git, Assistants);
        foreach (var name in names.Where(HoldsRules))
        {
            var path = System.IO.Path.Combine(Path, name);
            if (name is GitRules)
            {
                git = await WithAsync(git, Relative, path, cancellationToken);
            }
            else
            {
                assistants = await WithAsync(assistants, Relative, path, cancellationToken);
            }
        }

        return this with { Git = git, Assistants = assistants };
    }

    public bool Allows(string name, bool isFolder) =>
        name is not (".git" or ".hg" or ".svn") && !Git.Ignore(Relative + name, isFolder) && !Assistants.Ignore(Relative + name, isFolder);

    /// <summary>A folder in this one, before its own rules are read.</summary>
    public AllowedFolder Below(string name) => this with { Path = System.IO.Path.Combine(Path, name), Relative = $"{Relative}{name}/" };

    /// <returns>Null where the file is not to be read, by its rules, its name or its length.</returns>
    public WorkspaceFile? Source(string name, long bytes)
    {
        var relative = Relative + name;
        return bytes is > 0 and <= SourceFileReader.LargestBytes && Allows(name, isFolder: false) && SourceChoice.MayBeSource(relative) && !PrivateFiles.Include(relative)
            ? new WorkspaceFile(System.IO.Path.Combine(Path, name), relative, bytes)
            : null;
    }

    private static async Task<IgnoreRules> WithAsync(IgnoreRules around, string relative, string path, CancellationToken cancellationToken) =>
        await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var text }
            ? around.With(IgnoreFile.Parse(relative, text))
            : around;
}
