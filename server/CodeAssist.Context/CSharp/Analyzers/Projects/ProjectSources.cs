using CodeAssist.Context.Ignoring;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>The C# files that a project compiles, by the SDK's rule: all below its folder, less those of projects within it.</summary>
internal static class ProjectSources
{
    private const int MostFiles = 5000;
    private const long MostBytes = 48L * 1024 * 1024;

    private static readonly EnumerationOptions _options = new() { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device, IgnoreInaccessible = true };

    /// <returns>Absolute paths, and how many bytes they have together; null where there are more than anybody waits for.</returns>
    public static (IReadOnlyList<string> Paths, long Bytes)? List(string folder, ProjectProperties properties)
    {
        List<string> files = [];
        var bytes = 0L;
        var waiting = new Queue<string>([folder]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var entry in Entries(next, string.Equals(next, folder, PathNames.Comparison)))
            {
                if (entry is DirectoryInfo)
                {
                    waiting.Enqueue(entry.FullName);
                }
                else if (!IsRemoved(folder, entry.FullName, properties))
                {
                    files.Add(entry.FullName);
                    bytes += ((FileInfo)entry).Length;
                }
            }

            if (files.Count > MostFiles || bytes > MostBytes)
            {
                return null;
            }
        }

        var linked = properties.Items("Compile", "Include").Where(path => !path.Contains('*', StringComparison.Ordinal)).Select(path => Path.GetFullPath(Slashed(path), folder));
        return ([.. files.Concat(linked.Where(System.IO.File.Exists)).Distinct(PathNames.Comparer).Order(StringComparer.Ordinal)], bytes);
    }

    /// <summary>Whether a file that only the change has would be among them.</summary>
    public static bool Holds(string folder, string path, ProjectProperties properties)
    {
        if (!PathNames.IsBelow(path, folder) || !path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || IsRemoved(folder, path, properties))
        {
            return false;
        }

        for (var above = Path.GetDirectoryName(path); above is not null && !string.Equals(above, folder, PathNames.Comparison); above = Path.GetDirectoryName(above))
        {
            if (IsLeftOut(Path.GetFileName(above), string.Equals(Path.GetDirectoryName(above), folder, PathNames.Comparison)) || IsProject(above))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder, bool isTop)
    {
        try
        {
            var entries = new DirectoryInfo(folder).GetFileSystemInfos("*", _options);
            return !isTop && entries.Any(entry => entry.Extension is ".csproj" or ".fsproj" or ".vbproj")
                ? []
                : entries.Where(entry => entry is DirectoryInfo ? !IsLeftOut(entry.Name, isTop) : entry.Extension.Equals(".cs", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLeftOut(string name, bool isAtTop) => name.StartsWith('.') || (isAtTop && name is "bin" or "obj") || name is "node_modules";

    private static bool IsProject(string folder)
    {
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsRemoved(string folder, string path, ProjectProperties properties)
    {
        var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
        return properties.Items("Compile", "Remove").Any(pattern => WildcardPattern.Matches(Slashed(pattern), relative));
    }

    private static string Slashed(string path) => path.Replace('\\', '/');
}
