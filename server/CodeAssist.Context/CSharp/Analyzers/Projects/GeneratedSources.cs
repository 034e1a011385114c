using System.Text;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>What MSBuild adds to every project: global usings, and who may see what is internal. From the last build, or, where there was none, as it would write them.</summary>
internal static class GeneratedSources
{
    private static readonly string[] _implicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] _webUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    public static async Task<IReadOnlyList<(string Path, string Text)>> OfAsync(RestoredProject project, ProjectProperties properties, CancellationToken cancellationToken) =>
    [
        await LatestAsync(project, $"{project.Name}.GlobalUsings.g.cs", cancellationToken) ?? (Path.Combine(project.Intermediate, "GlobalUsings.g.cs"), Usings(properties)),
        await LatestAsync(project, $"{project.Name}.AssemblyInfo.cs", cancellationToken) ?? (Path.Combine(project.Intermediate, "AssemblyInfo.cs"), Friends(properties)),
    ];

    private static async Task<(string Path, string Text)?> LatestAsync(RestoredProject project, string name, CancellationToken cancellationToken)
    {
        string[] found;
        try
        {
            found = Directory.GetFiles(project.Intermediate, name, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return found.MaxBy(File.GetLastWriteTimeUtc) is { } latest && await SourceFileReader.ReadAsync(latest, cancellationToken) is SourceFileResult.Read { File.Text: var text }
            ? (latest, text)
            : null;
    }

    private static string Usings(ProjectProperties properties)
    {
        var text = new StringBuilder();
        IEnumerable<string> names = properties.HasImplicitUsings ? properties.IsWeb ? [.. _implicitUsings, .. _webUsings] : _implicitUsings : [];
        foreach (var name in names.Concat(properties.Items("Using", "Include")).Except(properties.Items("Using", "Remove"), StringComparer.Ordinal))
        {
            text.Append("global using global::").Append(name).Append(";\n");
        }

        return text.ToString();
    }

    private static string Friends(ProjectProperties properties)
    {
        var text = new StringBuilder();
        foreach (var name in properties.Items("InternalsVisibleTo", "Include"))
        {
            text.Append("[assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo(\"").Append(name).Append("\")]\n");
        }

        return text.ToString();
    }
}
