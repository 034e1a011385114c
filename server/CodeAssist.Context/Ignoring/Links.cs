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
}
