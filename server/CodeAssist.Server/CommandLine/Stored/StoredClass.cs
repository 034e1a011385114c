namespace CodeAssist.Server.CommandLine.Stored;

/// <summary>One kind of what CodeAssist keeps about its user's work.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Kept">How long, by default.</param>
/// <param name="Limit">How much at most.</param>
/// <param name="Removal">How to delete it.</param>
/// <param name="Files">Files and folders that hold it; empty where nothing is written.</param>
internal sealed record StoredClass(string Name, string Content, string Kept, string Limit, string Removal, IReadOnlyList<string> Files)
{
    /// <summary>Whether <c>codeassist data purge</c> removes it.</summary>
    public bool CanBePurged { get; init; } = Files.Count > 0;

    /// <summary>What lies there now, in bytes.</summary>
    public long Bytes() => Files.Sum(path => File.Exists(path) ? Length(path) : Directory.Exists(path) ? Below(path) : 0);

    private static long Below(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long Length(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (IOException)
        {
            // It went away meanwhile.
            return 0;
        }
    }
}
