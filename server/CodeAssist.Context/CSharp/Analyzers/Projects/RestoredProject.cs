using System.Text.Json;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>A project with what NuGet and earlier builds left of it on the disk.</summary>
/// <param name="File">Absolute path of the project file.</param>
/// <param name="Intermediate">Absolute path of the folder for intermediate files.</param>
/// <param name="Assets">What NuGet wrote.</param>
internal sealed record RestoredProject(string File, string Intermediate, ProjectAssets Assets)
{
    private const int LargestAssets = 32 * 1024 * 1024;
    private const string AssetsName = "project.assets.json";

    public string Folder => Path.GetDirectoryName(File)!;

    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <param name="file">Absolute path of the project file.</param>
    /// <param name="root">The folder above which nothing is looked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the project is not restored.</returns>
    public static async Task<RestoredProject?> FindAsync(string file, string root, CancellationToken cancellationToken)
    {
        foreach (var folder in Intermediates(file, root))
        {
            if (await SourceFileReader.ReadAsync(Path.Combine(folder, AssetsName), LargestAssets, cancellationToken) is SourceFileResult.Read { File.Text: var text }
                && Parse(text) is { } assets
                && Path.IsPathFullyQualified(assets.Project.Restore.ProjectPath)
                && string.Equals(Path.GetFullPath(assets.Project.Restore.ProjectPath), file, PathNames.Comparison))
            {
                return new RestoredProject(file, folder, assets);
            }
        }

        return null;
    }

    /// <summary>The framework whose diagnostics are shown, the latest where there are several; and its name in <see cref="ProjectAssets.Targets"/>.</summary>
    /// <param name="wanted">Another project's word on which one it uses; null where there is none.</param>
    public (string Target, TargetFramework Framework)? Choose(TargetFramework? wanted) => Assets.Targets.Keys
        .Where(name => !name.Contains('/', StringComparison.Ordinal))
        .Select(name => (Target: name, Framework: TargetFramework.Parse(name)!))
        .Where(target => target.Framework is not null && (wanted is null || target.Framework == wanted))
        .OrderByDescending(target => target.Framework.Major)
        .Select(target => ((string, TargetFramework)?)target)
        .FirstOrDefault();

    // Beside the project, or where the SDK's common folder for all output is.
    private static IEnumerable<string> Intermediates(string file, string root)
    {
        var folder = Path.GetDirectoryName(file)!;
        yield return Path.Combine(folder, "obj");

        for (var above = folder; above is not null && PathNames.IsBelow(above, root); above = Path.GetDirectoryName(above))
        {
            yield return Path.Combine(above, "artifacts", "obj", Path.GetFileNameWithoutExtension(file));
        }
    }

    private static ProjectAssets? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ProjectAssetsJsonContext.Default.ProjectAssets);
        }
        catch (JsonException)
        {
            // Of a version that we do not know, or a restore was interrupted: as good as none.
            return null;
        }
    }
}
