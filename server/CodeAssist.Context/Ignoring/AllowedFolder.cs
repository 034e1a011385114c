namespace CodeAssist.Context.Ignoring;

/// <summary>A folder on the way down from the workspace folder, and the rules that say what in it may be read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Relative">Relative to the workspace folder, with forward slashes and one at its end; empty for that folder itself.</param>
/// <param name="Rules">Those of each kind of file, in the order of <see cref="RuleNames"/>. What one kind excludes no other can take back.</param>
internal sealed record AllowedFolder(string Path, string Relative, IReadOnlyList<IgnoreRules> Rules)
{
    public const string GitRuleName = ".gitignore";

    // Git's, ours, and those of other assistants: what is kept from them is kept from us.
    private static readonly string[] _ruleNames =
        [GitRuleName, ".codeassistignore", ".aiexclude", ".aiignore", ".cursorignore", ".geminiignore", ".codeiumignore"];

    /// <summary>Names of the files that hold rules.</summary>
    public static IReadOnlyList<string> RuleNames => _ruleNames;

    public static bool HoldsRules(string name) => _ruleNames.Contains(name, StringComparer.Ordinal);

    /// <summary>The workspace folder, before its own rules are read.</summary>
    public static async Task<AllowedFolder> TopAsync(string folder, CancellationToken cancellationToken)
    {
        var excludes = System.IO.Path.Combine(folder, ".git", "info", "exclude");
        var git = File.Exists(excludes) ? await WithAsync(IgnoreRules.Usual, "", excludes, cancellationToken) : IgnoreRules.Usual;
        return new AllowedFolder(folder, "", [git, .. _ruleNames.Skip(1).Select(_ => IgnoreRules.None)]);
    }

    /// <summary>The same without git's rules, and without those for what is hardly ever a project's own source.</summary>
    public static AllowedFolder TopWithoutGit(string folder) => new(folder, "", [.. _ruleNames.Select(_ => IgnoreRules.None)]);

    /// <param name="names">The folder's files; those that hold rules are read.</param>
    /// <param name="cancellationToken">Ends the reading between two files.</param>
    public async Task<AllowedFolder> WithRulesAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        IgnoreRules[] rules = [.. Rules];
        foreach (var name in names.Where(HoldsRules))
        {
            var kind = Array.IndexOf(_ruleNames, name);
            rules[kind] = await WithAsync(rules[kind], Relative, System.IO.Path.Combine(Path, name), cancellationToken);
        }

        return this with { Rules = rules };
    }

    public bool Allows(string name, bool isFolder) =>
        name is not (".git" or ".hg" or ".svn") && !Rules.Any(rules => rules.Ignore(Relative + name, isFolder));

    /// <summary>A folder in this one, before its own rules are read.</summary>
    public AllowedFolder Below(string name) => this with { Path = System.IO.Path.Combine(Path, name), Relative = $"{Relative}{name}/" };

    // What a file says that cannot be read may be anything: nothing below it is read either.
    private static async Task<IgnoreRules> WithAsync(IgnoreRules around, string relative, string path, CancellationToken cancellationToken) =>
        around.With(IgnoreFile.Parse(
            relative, await SourceFileReader.ReadAsync(path, cancellationToken) is SourceFileResult.Read { File.Text: var text } ? text : IgnoreFile.Everything));
}
