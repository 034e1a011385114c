namespace CodeAssist.Context.Ignoring;

/// <summary>All rules that hold in one folder: its own file's before those of the folders around it.</summary>
internal sealed class IgnoreRules
{
    private readonly IgnoreFile _own;
    private readonly IgnoreRules? _around;

    private IgnoreRules(IgnoreFile own, IgnoreRules? around)
    {
        _own = own;
        _around = around;
    }

    /// <summary>What is hardly ever source of the project; a project that wants it says so with <c>!</c>.</summary>
    public static IgnoreRules Usual { get; } = new(
        IgnoreFile.Parse("", "node_modules/\nbower_components/\n.vs/\n.idea/\n__pycache__/\n.venv/\nvenv/\n.tox/\n.gradle/\n.terraform/\n"), around: null);

    public static IgnoreRules None { get; } = new(IgnoreFile.Parse("", ""), around: null);

    public IgnoreRules With(IgnoreFile file) => new(file, this);

    /// <summary>Whether a path is ignored, provided that no folder above it is.</summary>
    /// <param name="path">Relative to the workspace folder, with forward slashes.</param>
    /// <param name="isFolder">Whether it is one.</param>
    public bool Ignore(string path, bool isFolder)
    {
        var gitPath = GitText.Of(path);
        for (var rules = this; rules is not null; rules = rules._around)
        {
            if (rules._own.Ignores(gitPath, isFolder) is { } decision)
            {
                return decision;
            }
        }

        return false;
    }
}
