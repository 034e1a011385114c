using System.Text.RegularExpressions;
using CodeAssist.Context.Changes;
using CodeAssist.Context.Index.Files;
using CodeAssist.Context.Outline;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Rules;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Map;

/// <summary>Draws the map of a repository: which files there are, and which members they have. Ignored files are not on it.</summary>
public static partial class RepositoryMapReader
{
    /// <summary>More files than this are not listed; whoever works there searches.</summary>
    private const int MostFiles = 2_000;

    /// <summary>Of more files than this only the names are told.</summary>
    private const int MostOutlines = 300;

    private const int LargestOutlined = 128 * 1024;
    private const int LongestLine = 240;

    // What a file's name has in common with the goal says more than what its members have.
    private const int NameWeight = 3;

    private static readonly string[] _ruleNames = ["AGENTS.md", "copilot-instructions.md"];

    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="goal">What is wanted, in the user's words.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RepositoryMap> ReadAsync(string root, string goal, CancellationToken cancellationToken)
    {
        var files = new List<WorkspaceFile>();
        await foreach (var file in WorkspaceFiles.ListAsync(root, cancellationToken))
        {
            files.Add(file);
            if (files.Count == MostFiles)
            {
                break;
            }
        }

        var words = Words(goal);
        var rules = new List<RuleFile>();
        var lines = new List<(string Path, string Line, int Score)>();
        foreach (var (file, index) in files.Select((file, index) => (file, index)))
        {
            if (Array.Exists(_ruleNames, name => string.Equals(Path.GetFileName(file.Relative), name, StringComparison.Ordinal)))
            {
                if (await TextOfAsync(file, cancellationToken) is { } text && RepositoryRules.Rule(file.Relative, text) is { } rule)
                {
                    rules.Add(rule);
                }

                continue;
            }

            var members = index < MostOutlines && file.Bytes <= LargestOutlined ? await MembersAsync(file, cancellationToken) : "";
            var line = members.Length == 0 ? file.Relative : $"{file.Relative}: {members}";
            lines.Add((file.Relative, line.Length <= LongestLine ? line : line[..LongestLine] + "…", (Common(file.Relative, words) * NameWeight) + Common(members, words)));
        }

        var ordered = lines.OrderByDescending(line => line.Score)
            .Select(line => new PayloadPart(line.Line + "\n", [new PartOrigin.File(root, line.Path, IsIgnored: false)]));
        return new RepositoryMap([.. ordered], rules);
    }

    private static async Task<string> MembersAsync(WorkspaceFile file, CancellationToken cancellationToken)
    {
        if (await TextOfAsync(file, cancellationToken) is not { } text)
        {
            return "";
        }

        var members = new CodeOutline().Read(DocumentSnapshot.Open(file.Relative, LanguageIds.Of(file.Relative), 0, text));
        return string.Join(", ", members.Select(Name).Distinct(StringComparer.Ordinal));
    }

    // Without what it lies in: that was named before it.
    private static string Name(CodeMember member)
    {
        var bracket = member.Symbol.IndexOf('(', StringComparison.Ordinal);
        var head = bracket < 0 ? member.Symbol : member.Symbol[..bracket];
        return head[(head.LastIndexOf('.') + 1)..];
    }

    private static async Task<string?> TextOfAsync(WorkspaceFile file, CancellationToken cancellationToken) =>
        await SourceFileReader.ReadAsync(file.Path, cancellationToken) is SourceFileResult.Read { File: var read } ? read.Text : null;

    private static HashSet<string> Words(string text) =>
        [.. Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(word => word.Length > 2)];

    private static int Common(string text, HashSet<string> words) => Words(text).Count(words.Contains);

    /// <summary>Words of prose, and those that names are made of.</summary>
    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
