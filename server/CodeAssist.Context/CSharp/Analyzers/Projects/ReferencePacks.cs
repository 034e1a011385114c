namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>The assemblies that frameworks are compiled against, as SDKs install them and NuGet downloads them.</summary>
internal static class ReferencePacks
{
    /// <param name="name">Of the framework: <c>Microsoft.AspNetCore.App</c>.</param>
    /// <param name="framework">Its version.</param>
    /// <param name="project">Knows the SDK that restored it, and the package folders.</param>
    /// <returns>Absolute paths; empty where the pack is not installed.</returns>
    public static IReadOnlyList<string> Find(string name, TargetFramework framework, RestoredProject project)
    {
        var pack = $"{name}.Ref";
        var folders = Installations(project).Select(dotnet => Path.Combine(dotnet, "packs", pack))
            .Concat(project.Assets.PackageFolders.Keys.Select(packages => Path.Combine(packages, pack.ToLowerInvariant())));
        foreach (var version in folders.SelectMany(Versions))
        {
            var assemblies = Files(Path.Combine(version, "ref", framework.Folder));
            if (assemblies.Length > 0)
            {
                return assemblies;
            }
        }

        return [];
    }

    private static IEnumerable<string> Installations(RestoredProject project)
    {
        // .../dotnet/sdk/10.0.401/PortableRuntimeIdentifierGraph.json
        foreach (var graph in project.Assets.Project.Frameworks.Values.Select(framework => framework.RuntimeIdentifierGraphPath).OfType<string>())
        {
            if (Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(graph))) is { } dotnet)
            {
                yield return dotnet;
            }
        }

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return root;
        }

        yield return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet") : "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }

    // The latest first.
    private static IEnumerable<string> Versions(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? Directory.GetDirectories(folder).OrderByDescending(path => Version.TryParse(Path.GetFileName(path).Split('-')[0], out var version) ? version : new Version())
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Files(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll") : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
