namespace CodeAssist.Context.Ignoring;

/// <summary>A pattern of paths, read as in <c>.gitignore</c>: <c>secret/**</c>, <c>*.key</c>, <c>/src/</c>.</summary>
public sealed class PathPattern
{
    private readonly IgnoreRules _rules;

    private PathPattern(IgnoreRules rules) => _rules = rules;

    public static PathPattern Parse(string pattern) => new(IgnoreRules.None.With(IgnoreFile.Parse("", pattern)));

    /// <summary>Whether a file, or a folder that it lies in, is meant.</summary>
    /// <param name="path">Relative to its repository, with forward slashes.</param>
    public bool Covers(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (_rules.Ignore(path[..end], isFolder: true))
            {
                return true;
            }
        }

        return _rules.Ignore(path, isFolder: false);
    }
}
