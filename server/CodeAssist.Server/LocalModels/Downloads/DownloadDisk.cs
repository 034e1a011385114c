namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>What a download wants of the disk.</summary>
/// <param name="FreeBytes">Room in the folder of a file; null where that is not known.</param>
/// <param name="Open">Opens a file for writing, beside others who write it elsewhere.</param>
internal sealed record DownloadDisk(Func<string, long?> FreeBytes, Func<string, Stream> Open)
{
    public static DownloadDisk Real { get; } = new(
        FreeIn,
        static path => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous));

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
