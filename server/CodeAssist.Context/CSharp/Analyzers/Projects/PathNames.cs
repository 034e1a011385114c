namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>How this machine compares paths.</summary>
internal static class PathNames
{
    public static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether a path is a folder or lies in it.</summary>
    public static bool IsBelow(string path, string folder)
    {
        var top = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(top, Comparison) && (path.Length == top.Length || path[top.Length] == Path.DirectorySeparatorChar || top.EndsWith(Path.DirectorySeparatorChar));
    }
}
