using System.Text.Json;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>What NuGet wrote of a restored project (<c>project.assets.json</c>), as far as a compiler needs it.</summary>
/// <param name="Targets">By framework, then by <c>name/version</c>.</param>
/// <param name="Libraries">By <c>name/version</c>.</param>
/// <param name="PackageFolders">Absolute paths.</param>
/// <param name="Project">The project itself.</param>
internal sealed record ProjectAssets(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, ProjectAssets.Target>> Targets,
    IReadOnlyDictionary<string, ProjectAssets.Library> Libraries,
    IReadOnlyDictionary<string, JsonElement> PackageFolders,
    ProjectAssets.Root Project)
{
    /// <summary>A package or a project as one framework sees it.</summary>
    internal sealed record Target(string Type)
    {
        public string? Framework { get; init; }

        /// <summary>Paths below the package's folder.</summary>
        public IReadOnlyDictionary<string, JsonElement>? Compile { get; init; }

        public IReadOnlyList<string>? FrameworkReferences { get; init; }
    }

    internal sealed record Library
    {
        /// <summary>Below a package folder.</summary>
        public string? Path { get; init; }

        /// <summary>Of a project: its file, relative to the one that was restored.</summary>
        public string? MsbuildProject { get; init; }
    }

    internal sealed record Root(Restoring Restore, IReadOnlyDictionary<string, Framework> Frameworks);

    internal sealed record Restoring(string ProjectPath);

    internal sealed record Framework
    {
        public IReadOnlyDictionary<string, JsonElement>? FrameworkReferences { get; init; }

        /// <summary>A file of the SDK that restored.</summary>
        public string? RuntimeIdentifierGraphPath { get; init; }
    }
}
