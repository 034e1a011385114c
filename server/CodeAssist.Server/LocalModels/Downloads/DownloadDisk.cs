namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>What a download wants of the disk.</summary>
/// <param name="FreeBytes">Room in the folder of a file; null where that is not known.</param>
/// <param name="Open">Opens a file for writing, beside others who write it elsewhere.</param>
internal sealed record DownloadDisk(Func<string, long?> FreeBytes, Func<string, Stream> Open)
{
    public static DownloadDisk Real { get; } = new(
        FreeIn,
        static path => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous));

    /// <summary>Waits until all that was written to a file is on the disk, so that a loss of power does not undo it.</summary>
    public Action<string> Sync { get; init; } = SyncFile;

    private static void SyncFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private static long? FreeIn(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
