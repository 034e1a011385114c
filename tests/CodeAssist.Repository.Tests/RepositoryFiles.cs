using CodeAssist.TestSupport;

namespace CodeAssist.Repository.Tests;

/// <summary>The files of the checkout, without what builds and installs put there.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] _generatedFolders = [".git", "artifacts", "node_modules", "dist", "bin", "obj", "TestResults", "__pycache__"];
    private static readonly string[] _binaryEndings = [".gguf", ".png", ".pt"];

    public static string Root => RepositoryRoot.Path;

    /// <summary>Paths from the root, with <c>/</c> on every platform.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Text => All.Where(path => !_binaryEndings.Contains(Path.GetExtension(path), StringComparer.Ordinal));

    public static IEnumerable<string> Under(string folder, string ending) =>
        All.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static IEnumerable<string> Below(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        }

        foreach (var path in folder.EnumerateDirectories().Where(child => !_generatedFolders.Contains(child.Name, StringComparer.Ordinal)).SelectMany(Below))
        {
            yield return path;
        }
    }
}
