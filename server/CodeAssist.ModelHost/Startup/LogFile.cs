namespace CodeAssist.ModelHost.Startup;

/// <summary>Keeps the log from growing without end: one old file beside the present one.</summary>
internal static class LogFile
{
    private const long MostBytes = 2 * 1024 * 1024;

    /// <summary>Moves a long log aside and makes sure that its folder is there. A log that cannot be kept is no reason not to run.</summary>
    public static void Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            {
                File.Move(path, path + ".1", overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told here: the log is where it would be said.
        }
    }
}
