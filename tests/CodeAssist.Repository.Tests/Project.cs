using System.Xml.Linq;

namespace CodeAssist.Repository.Tests;

/// <summary>What a project file says about its references.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static Project Read(string path)
    {
        var document = XDocument.Load(Path.Combine(RepositoryFiles.Root, path));
        return new Project(
            Path.GetFileNameWithoutExtension(path),
            [.. Included(document, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Included(document, "PackageReference")]);
    }

    private static IEnumerable<string> Included(XDocument document, string item) =>
        document.Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
