namespace CodeAssist.Processes.Directories;

/// <summary>Writes a small file as a whole or not at all.</summary>
public static class ReplacedFile
{
    /// <summary>Makes its folder where that is missing.</summary>
    /// <exception cref="IOException">It cannot be written; what was there is there still.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);

            // Otherwise the name may be on the disk before what it stands for.
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
