using System.Globalization;
using System.Text;
using CodeAssist.Context.Ignoring;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Context.Changes;

/// <summary>Reads what a repository says of its own code, as it was before the change: a change that rewrites the rules is reviewed by the old ones.</summary>
/// <remarks>
/// <c>AGENTS.md</c> and <c>REVIEW.md</c>, of which the nearest to a file counts; <c>.cursor/BUGBOT.md</c> of every folder around it;
/// <c>.github/copilot-instructions.md</c>; and <c>.github/instructions/*.instructions.md</c> for the paths that their <c>applyTo</c> names.
/// </remarks>
internal sealed class RepositoryRules(GitTalk git)
{
    private const string Everywhere = ".github/copilot-instructions.md";
    private const string ScopedFolder = ".github/instructions/";
    private const string ScopedEnd = ".instructions.md";

    private static readonly (string Name, string? Nearest)[] _besideCode = [("AGENTS.md", "AGENTS.md"), ("REVIEW.md", "REVIEW.md"), (".cursor/BUGBOT.md", null)];

    /// <param name="tree">Commit or tree by its id, as it was before the change.</param>
    /// <param name="paths">The changed files.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where Git failed.</returns>
    public async Task<IReadOnlyList<RuleFile>?> ReadAsync(string tree, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        return await CandidatesAsync(tree, paths, cancellationToken) is { } candidates && await CommitFiles.ReadAsync(git, tree, candidates, cancellationToken) is { } files
            ? [.. files.Select(file => Rule(file.Path, file.Text)).OfType<RuleFile>()]
            : null;
    }

    /// <summary>How each rule that was cut is told.</summary>
    public static IEnumerable<string> Notices(IReadOnlyList<RuleFile> rules) =>
        rules.Where(rule => rule.IsCut).Select(rule => $"{rule.Path} is longer than {RuleFile.MostCharacters.ToString("N0", CultureInfo.InvariantCulture)} characters: only its beginning counts as rules.");

    private async Task<List<string>?> CandidatesAsync(string tree, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (await git.AskAsync(["ls-tree", "-r", "-z", "--name-only", "--full-tree", "--end-of-options", tree, ScopedFolder], cancellationToken) is not { } listed)
        {
            return null;
        }

        var scoped = Encoding.UTF8.GetString(listed.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => path.EndsWith(ScopedEnd, StringComparison.Ordinal));
        var beside = paths.SelectMany(CommitFiles.Folders).Distinct(StringComparer.Ordinal).SelectMany(folder => _besideCode.Select(file => folder + file.Name));
        return [.. beside.Append(Everywhere).Concat(scoped).Order(StringComparer.Ordinal)];
    }

    /// <summary>A file of rules as it says by its name and its head what it is about.</summary>
    /// <returns>Null for a scoped file that says of no path that it is about it, and for an empty one.</returns>
    internal static RuleFile? Rule(string path, string text)
    {
        Func<string, bool>? covers = _ => true;
        if (path.StartsWith(ScopedFolder, StringComparison.Ordinal))
        {
            covers = FrontMatter.ApplyTo(ref text) is { Count: > 0 } patterns ? file => patterns.Exists(pattern => pattern.Covers(file)) : null;
        }

        var (name, nearest) = Array.Find(_besideCode, file => path.EndsWith(file.Name, StringComparison.Ordinal));
        if (name is not null)
        {
            var folder = path[..^name.Length];
            covers = file => file.StartsWith(folder, StringComparison.Ordinal);
        }

        text = text.Trim();
        var isCut = text.Length > RuleFile.MostCharacters;
        return covers is null || text.Length == 0 ? null : new RuleFile(path, isCut ? text[..RuleFile.MostCharacters] : text) { Covers = covers, Nearest = nearest, IsCut = isCut };
    }

    /// <summary>The lines between <c>---</c> at the top of an instructions file.</summary>
    private static class FrontMatter
    {
        private const string Fence = "---";
        private const string Name = "applyTo:";

        /// <param name="text">Loses its front matter.</param>
        public static List<PathPattern> ApplyTo(ref string text)
        {
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            var end = lines[0].Trim() is Fence ? Array.FindIndex(lines, 1, line => line.Trim() is Fence) : -1;
            if (end < 0)
            {
                return [];
            }

            text = string.Join('\n', lines[(end + 1)..]);
            var stated = Array.Find(lines[1..end], line => line.StartsWith(Name, StringComparison.Ordinal)) ?? Name;
            return [.. stated[Name.Length..].Trim().Trim('"', '\'').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PathPattern.Parse)];
        }
    }
}
