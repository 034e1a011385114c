using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>
/// Puts projects together from what lies on the disk: sources, what NuGet restored, the frameworks' reference packs. MSBuild is not run, and nothing of the repository is executed;
/// referenced projects are read from their sources, for a change often goes across them.
/// </summary>
/// <param name="root">The repository; nothing of the project itself is read outside of it.</param>
/// <param name="texts">The change.</param>
/// <param name="assemblies">What projects refer to.</param>
internal sealed class ProjectReader(string root, ReviewedTexts texts, ReferencedAssemblies assemblies)
{
    private const string NotOnDisk = "what is reviewed is not what lies on the disk";

    private readonly Dictionary<string, ProjectReading> _projects = new(PathNames.Comparer);

    /// <summary>One at a time.</summary>
    /// <param name="file">Absolute path of the project file.</param>
    /// <param name="budget">Gets more for what there is to read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<ProjectReading> ReadAsync(string file, TimeBudget budget, CancellationToken cancellationToken) => ReadAsync(file, null, budget, cancellationToken);

    private async Task<ProjectReading> ReadAsync(string file, TargetFramework? wanted, TimeBudget budget, CancellationToken cancellationToken)
    {
        var key = $"{file}|{wanted?.Folder}";
        if (!_projects.TryGetValue(key, out var reading))
        {
            // A project that comes back to itself must not be waited for.
            _projects[key] = new ProjectReading.Incomplete($"{Relative(file)} refers to itself, or took too long to read");
            reading = await AssembleAsync(file, wanted, budget, cancellationToken);
            _projects[key] = reading;
        }

        return reading;
    }

    private async Task<ProjectReading> AssembleAsync(string file, TargetFramework? wanted, TimeBudget budget, CancellationToken cancellationToken)
    {
        if (await RestoredProject.FindAsync(file, root, cancellationToken) is not { } project)
        {
            return new ProjectReading.Incomplete($"{Relative(file)} is not restored ('dotnet restore' does that)");
        }

        if (project.Choose(wanted) is not { } chosen)
        {
            return new ProjectReading.Incomplete($"{Relative(file)} is for a framework that is not looked at here");
        }

        if (await ProjectProperties.ReadAsync(file, root, cancellationToken) is not { ListsItsFiles: false } properties)
        {
            return new ProjectReading.Incomplete($"{Relative(file)} says itself which files it compiles");
        }

        var target = project.Assets.Targets[chosen.Target];
        List<MetadataReference> references = [];
        if ((Missing(project, target, chosen.Framework, references) ?? MissingItem(project, properties, references)) is { } missing)
        {
            return new ProjectReading.Incomplete(missing);
        }

        List<ProjectPicture> projects = [];
        foreach (var (name, library) in target.Where(entry => entry.Value.Type is "project"))
        {
            if (project.Assets.Libraries.GetValueOrDefault(name)?.MsbuildProject is not { } path)
            {
                return new ProjectReading.Incomplete($"the project {name} is not known by its file");
            }

            var other = Path.GetFullPath(path.Replace('\\', '/'), project.Folder);
            if (!other.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || !PathNames.IsBelow(other, root))
            {
                return new ProjectReading.Incomplete($"{Relative(other)} is no C# project of this repository");
            }

            var reading = await ReadAsync(other, TargetFramework.Parse(library.Framework ?? ""), budget, cancellationToken);
            if (reading is not ProjectReading.Read { Picture: var picture })
            {
                return reading;
            }

            projects.Add(picture);
        }

        return await CompileAsync(project, properties, chosen.Framework, references, projects, budget, cancellationToken);
    }

    private string? Missing(RestoredProject project, IReadOnlyDictionary<string, ProjectAssets.Target> target, TargetFramework framework, List<MetadataReference> references)
    {
        var frameworks = project.Assets.Project.Frameworks.Values.SelectMany(known => known.FrameworkReferences?.Keys ?? [])
            .Concat(target.Values.SelectMany(library => library.FrameworkReferences ?? [])).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in frameworks)
        {
            var found = ReferencePacks.Find(name, framework, project);
            if (found.Count == 0)
            {
                return $"the reference pack {name}.Ref for {framework.Folder} is not installed";
            }

            references.AddRange(found.Select(assemblies.Of));
        }

        foreach (var (name, library) in target.Where(entry => entry.Value.Type is "package"))
        {
            foreach (var path in (library.Compile?.Keys ?? []).Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            {
                var places = project.Assets.PackageFolders.Keys.Select(folder => Path.Combine(folder, project.Assets.Libraries.GetValueOrDefault(name)?.Path ?? name.ToLowerInvariant(), path));
                if (places.FirstOrDefault(File.Exists) is not { } place)
                {
                    return $"the package {name.Replace('/', ' ')} is not in the package folder";
                }

                references.Add(assemblies.Of(place));
            }
        }

        return null;
    }

    private string? MissingItem(RestoredProject project, ProjectProperties properties, List<MetadataReference> references)
    {
        foreach (var name in properties.Items("Reference", "Include"))
        {
            var path = Path.GetFullPath((properties.Items("Reference", "HintPath").FirstOrDefault(hint => Path.GetFileNameWithoutExtension(hint).Equals(name.Split(',')[0], StringComparison.OrdinalIgnoreCase)) ?? name).Replace('\\', '/'), project.Folder);
            if (!File.Exists(path))
            {
                return $"the assembly {name} that {Relative(project.File)} names is not there";
            }

            references.Add(assemblies.Of(path));
        }

        return null;
    }

    private async Task<ProjectReading> CompileAsync(
        RestoredProject project, ProjectProperties properties, TargetFramework framework, List<MetadataReference> references, List<ProjectPicture> projects, TimeBudget budget,
        CancellationToken cancellationToken)
    {
        if (ProjectSources.List(project.Folder, properties) is not var (sources, bytes))
        {
            return new ProjectReading.Incomplete($"{Relative(project.File)} has too many files");
        }

        budget.Allow(bytes);
        var parsing = new CSharpParseOptions(properties.Language ?? framework.Language, DocumentationMode.None, SourceCodeKind.Regular, [.. framework.Defines, .. properties.Defines]);
        var added = texts.Paths.Concat(texts.OldPaths).Where(path => ProjectSources.Holds(project.Folder, path, properties));
        if (await ParseAsync([.. sources.Concat(added).Distinct(PathNames.Comparer)], parsing, cancellationToken) is not { } trees)
        {
            return new ProjectReading.Incomplete(NotOnDisk);
        }

        List<SyntaxTree> now = [.. trees.Select(tree => tree.Now).OfType<SyntaxTree>()];
        List<SyntaxTree> before = [.. trees.Select(tree => tree.Before).OfType<SyntaxTree>()];
        var beside = (await GeneratedSources.OfAsync(project, properties, cancellationToken)).Select(source => Parse(source.Text, source.Path, parsing, cancellationToken)).ToList();
        var options = Options(properties, framework, now);
        var current = new CompiledSide(CSharpCompilation.Create(properties.AssemblyName, [.. now, .. beside], [.. references, .. projects.Select(other => other.New.Compilation.ToMetadataReference())], options));

        // What the change does not touch is compiled once.
        var former = now.SequenceEqual(before) && projects.TrueForAll(other => other.New == other.Old)
            ? current
            : new CompiledSide(CSharpCompilation.Create(properties.AssemblyName, [.. before, .. beside], [.. references, .. projects.Select(other => other.Old.Compilation.ToMetadataReference())], options));
        var picture = new ProjectPicture(current, former, properties.Silenced.ToHashSet(StringComparer.OrdinalIgnoreCase));
        return new ProjectReading.Read(picture);
    }

    /// <returns>In the order of the paths, null on a side that has no such file; null as a whole where the disk has another state than either side.</returns>
    private async Task<(SyntaxTree? Now, SyntaxTree? Before)[]?> ParseAsync(IReadOnlyList<string> paths, CSharpParseOptions options, CancellationToken cancellationToken)
    {
        var trees = new (SyntaxTree?, SyntaxTree?)[paths.Count];
        var isElsewhere = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, paths.Count, parallel, async (index, token) =>
        {
            var path = paths[index];
            var disk = await SourceFileReader.ReadAsync(path, token) is SourceFileResult.Read { File.Text: var text } ? text : null;
            isElsewhere |= texts.IsElsewhere(path, disk);
            var (current, former) = (texts.Now(path, disk), texts.Before(path, disk));
            var now = current is null || isElsewhere ? null : Parse(current, path, options, token);
            trees[index] = (now, former is null || isElsewhere ? null : string.Equals(former, current, StringComparison.Ordinal) ? now : Parse(former, path, options, token));
        });
        return isElsewhere ? null : trees;
    }

    private static CSharpCompilationOptions Options(ProjectProperties properties, TargetFramework framework, List<SyntaxTree> trees)
    {
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members is [Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax, ..]);
        return new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: properties.Nullable,
            allowUnsafe: properties.HasUnsafeCode,
            warningLevel: properties.WarningLevel ?? framework.Major,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
    }

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions options, CancellationToken cancellationToken) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), options, path, cancellationToken);

    private string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
