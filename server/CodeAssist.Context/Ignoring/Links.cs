namespace CodeAssist.Context.Ignoring;

/// <summary>Names that stand for something elsewhere.</summary>
internal static class Links
{
    /// <returns>Also true where it cannot be told; false for a name under which there is nothing.</returns>
    public static bool Is(string path)
    {
        try
        {
            return File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    /// <summary>Whether a name, or a folder on the way to it, stands for something elsewhere.</summary>
    /// <param name="folder">Absolute path, from which on links count.</param>
    /// <param name="path">Relative to it, with forward slashes.</param>
    public static bool IsOnTheWay(string folder, string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (Is(Path.Combine(folder, path[..slash])))
            {
                return true;
            }
        }

        return Is(Path.Combine(folder, path));
    }
}
