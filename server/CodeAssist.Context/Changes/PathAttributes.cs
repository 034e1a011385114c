using System.Text;

namespace CodeAssist.Context.Changes;

/// <summary>What <c>.gitattributes</c> say of files, as far as a review cares.</summary>
internal sealed class PathAttributes
{
    private const string Generated = "linguist-generated";
    private const string Diff = "diff";

    private readonly Dictionary<(string Path, string Attribute), string> _values = [];

    private PathAttributes()
    {
    }

    public static PathAttributes None { get; } = new();

    /// <summary>Those of a commit, whatever is checked out.</summary>
    /// <returns>Null where Git failed.</returns>
    public static async Task<PathAttributes?> ReadAsync(GitTalk git, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        var wanted = paths.SelectMany(CommitFiles.Folders).Distinct(StringComparer.Ordinal).Select(folder => folder + CommittedAttributes.FileName);
        if (await CommitFiles.ReadAsync(git, commit, wanted, cancellationToken) is not { } files)
        {
            return null;
        }

        var attributes = new PathAttributes();
        var committed = new CommittedAttributes(files);
        foreach (var (path, attribute) in paths.SelectMany(path => (IEnumerable<(string, string)>)[(path, Generated), (path, Diff)]))
        {
            if (committed.Of(path, attribute) is { } value)
            {
                attributes._values[(path, attribute)] = value;
            }
        }

        return attributes;
    }

    /// <summary>Those of the disk or the index.</summary>
    /// <returns>Null where Git failed.</returns>
    public static async Task<PathAttributes?> ReadAsync(GitTalk git, NewSide side, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return None;
        }

        string[] command = ["check-attr", .. side is NewSide.Index ? ["--cached"] : Array.Empty<string>(), "-z", "--stdin", Generated, Diff];
        var input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + '\0')));
        if (await git.AskAsync(command, input, cancellationToken) is not { } output)
        {
            return null;
        }

        var attributes = new PathAttributes();
        var words = RawListing.ReadNames(output.Span);
        for (var index = 0; index + 2 < words.Count; index += 3)
        {
            attributes._values[(words[index].Name, words[index + 1].Name)] = words[index + 2].Name;
        }

        return attributes;
    }

    /// <summary>Whether the repository says that a program wrote the file; null where it says nothing.</summary>
    public bool? IsGenerated(string path) => _values.GetValueOrDefault((path, Generated)) switch
    {
        "set" or "true" => true,
        "unset" or "false" => false,
        _ => null,
    };

    /// <summary>Whether the repository says that its lines are not to be compared: <c>binary</c>, <c>-diff</c>.</summary>
    public bool IsBinary(string path) => _values.GetValueOrDefault((path, Diff)) is "unset";
}
