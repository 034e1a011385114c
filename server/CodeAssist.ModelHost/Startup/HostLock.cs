namespace CodeAssist.ModelHost.Startup;

/// <summary>The exclusive lock that makes a host the only one of its name. The kernel frees it however the process ends.</summary>
internal sealed class HostLock : IDisposable
{
    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    /// <returns>Null when another host holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened at all.</exception>
    /// <exception cref="DirectoryNotFoundException">The runtime directory is not there.</exception>
    public static HostLock? TryTake(string path)
    {
        try
        {
            return new HostLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException && File.Exists(path))
        {
            return null;
        }
    }

    // The file stays: deleting it would let two hosts lock two files of one name.
    public void Dispose() => _file.Dispose();
}
