using CodeAssist.Context.CSharp.Analyzers.Projects;

namespace CodeAssist.Context.Sarif;

/// <summary>Turns the addresses of a run into paths of the repository.</summary>
internal sealed class SarifPaths(SarifLog.Run run, string root)
{
    private const string FileScheme = "file:";

    // A base may lie in another base; nobody writes more than a few of them, and a circle ends here.
    private const int MostBases = 8;

    /// <returns>Relative to the root with forward slashes; null for what lies elsewhere.</returns>
    public string? Of(SarifLog.ArtifactLocation? location)
    {
        if (location?.Uri is null && location?.Index is { } index)
        {
            location = Artifact(index)?.Location;
        }

        if (location?.Uri is not { Length: > 0 } uri || Absolute(Unescaped(uri), location.UriBaseId, 0) is not { } path)
        {
            return null;
        }

        string full;
        try
        {
            full = Path.GetFullPath(path, root);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return null;
        }

        return PathNames.IsBelow(full, root) ? Path.GetRelativePath(root, full).Replace('\\', '/') : null;
    }

    /// <returns>What the run says of a file beside its name; null where it says nothing.</returns>
    public SarifLog.Artifact? ArtifactOf(SarifLog.ArtifactLocation? location) =>
        location?.Index is { } index ? Artifact(index) : (run.Artifacts ?? []).FirstOrDefault(artifact => location?.Uri is { } uri && string.Equals(artifact?.Location?.Uri, uri, StringComparison.Ordinal));

    private SarifLog.Artifact? Artifact(int index) => index >= 0 && index < run.Artifacts?.Count ? run.Artifacts[index] : null;

    // What has no base that we can follow is taken to be relative to the root.
    private string? Absolute(string uri, string? baseId, int depth)
    {
        if (uri.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            return Local(uri[FileScheme.Length..]);
        }

        var path = OperatingSystem.IsWindows() ? uri : uri.Replace('\\', '/');
        if (Path.IsPathFullyQualified(path) || depth > MostBases)
        {
            return path;
        }

        if (path.IndexOf(':', StringComparison.Ordinal) > 0)
        {
            return null;
        }

        return baseId is not null && run.OriginalUriBaseIds?.GetValueOrDefault(baseId) is { Uri: { Length: > 0 } above } next && Absolute(Unescaped(above), next.UriBaseId, depth + 1) is { } folder
            ? Path.Combine(folder, path)
            : path;
    }

    // file:///home/a, file:/home/a, file:///C:/a; another machine's file is none of ours.
    private static string? Local(string rest)
    {
        var path = rest.StartsWith("///", StringComparison.Ordinal) ? rest[2..] : rest;
        if (path.StartsWith("//localhost/", StringComparison.OrdinalIgnoreCase))
        {
            path = path["//localhost".Length..];
        }

        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        return path is ['/', _, ':', ..] ? OperatingSystem.IsWindows() ? path[1..] : null : path;
    }

    private static string Unescaped(string uri) => Uri.UnescapeDataString(uri);
}
