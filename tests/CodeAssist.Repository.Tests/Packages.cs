using System.Text.Json;
using System.Xml.Linq;

namespace CodeAssist.Repository.Tests;

/// <summary>The third-party packages that the lock files name.</summary>
internal static class Packages
{
    // Part of the build only: an analyzer that the SDK adds to every project that promises to be trimmable.
    private const string TrimmingAnalyzer = "Microsoft.NET.ILLink.Tasks";

    private static readonly string[] _nodeFolders = ["vscode-extension/", "tests/vscode-extension/", "tools/package/"];

    /// <summary>What the product carries: everything the rooms restore, without analyzers.</summary>
    public static IReadOnlyList<Package> Shipped { get; } =
        [.. Locked("server").Where(package => !Analyzers().Contains(package.Name, StringComparer.OrdinalIgnoreCase) && !IsTrimmingAnalyzer(package))];

    /// <summary>What the project that packages the programs has locked.</summary>
    public static IReadOnlyList<Package> Packaged { get; } = [.. Locked("tools/package")];

    /// <summary>What builds and tests it and stays on the developer's machine.</summary>
    public static IReadOnlyList<Package> Development { get; } =
        [.. Locked("server").Concat(Locked("tests")).Except(Shipped).Concat(_nodeFolders.SelectMany(folder => Named(folder, "devDependencies"))).Distinct()];

    /// <summary>llama.cpp's prebuilt libraries, and what is bundled into the editor extension.</summary>
    public static IReadOnlyList<Package> Node { get; } = [.. Named("", "optionalDependencies"), .. Bundled("vscode-extension/package-lock.json")];

    /// <summary>Every lock file of npm.</summary>
    public static IEnumerable<string> NodeLocks => ["package-lock.json", .. _nodeFolders.Select(folder => folder + "package-lock.json")];

    private static IEnumerable<string> Analyzers() =>
        XDocument.Parse(RepositoryFiles.Read("Directory.Packages.props")).Descendants("GlobalPackageReference").Select(element => element.Attribute("Include")!.Value);

    private static bool IsTrimmingAnalyzer(Package package) => string.Equals(package.Name, TrimmingAnalyzer, StringComparison.Ordinal);

    private static IEnumerable<Package> Locked(string folder) =>
        RepositoryFiles.Under(folder, "/packages.lock.json").SelectMany(ReadLock).Distinct();

    private static List<Package> ReadLock(string path)
    {
        using var document = JsonDocument.Parse(RepositoryFiles.Read(path));
        return [.. document.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(entry => entry.Value.GetProperty("type").GetString() is not "Project")
            .Select(entry => new Package(entry.Name, entry.Value.GetProperty("resolved").GetString()!))];
    }

    private static List<Package> Named(string folder, string kind)
    {
        using var document = JsonDocument.Parse(RepositoryFiles.Read(folder + "package.json"));
        return [.. document.RootElement.GetProperty(kind).EnumerateObject().Select(entry => new Package(entry.Name, entry.Value.GetString()!))];
    }

    private static List<Package> Bundled(string lockFile)
    {
        using var document = JsonDocument.Parse(RepositoryFiles.Read(lockFile));
        return [.. document.RootElement.GetProperty("packages").EnumerateObject()
            .Where(entry => entry.Name.Length > 0 && !entry.Value.TryGetProperty("dev", out _))
            .Select(entry => new Package(entry.Name[(entry.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..], entry.Value.GetProperty("version").GetString()!))];
    }
}
