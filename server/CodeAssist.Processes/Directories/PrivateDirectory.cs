namespace CodeAssist.Processes.Directories;

/// <summary>Makes directories for the user alone, and says in one sentence why one cannot be used.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~UserOnly & (UnixFileMode)0x1FF;

    // errno values as .NET reports them in IOException.HResult on Unix, and the two of Windows.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceededLinux = 122;
    private const int QuotaExceededMacOs = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>
    /// Makes the directory (0700) and those above it where they are missing, and writes one byte to see that it can be written.
    /// </summary>
    public static ProcessFailure? Create(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path, UserOnly);
            }

            var probe = Path.Combine(path, $".write-test-{Environment.ProcessId}");
            using var file = new FileStream(probe, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose,
            });
            file.WriteByte(0);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return Unusable(path, "the permissions do not allow it");
        }
        catch (IOException failure)
        {
            return Explain(path, failure);
        }
    }

    /// <summary>
    /// Checks that the directory is a directory, the user's own, and closed to everybody else; closes it where it is not.
    /// </summary>
    public static ProcessFailure? RequirePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Below the user's profile, whose access list other users are not on.
            return null;
        }

        if (new DirectoryInfo(path).LinkTarget is { } target)
        {
            return NotPrivate(path, $"it is a link to '{target}'");
        }

        var user = FileStatus.EffectiveUserId();
        if (FileStatus.OwnerOf(path) is { } owner && owner != user)
        {
            return NotPrivate(path, $"it belongs to user {owner}, not to user {user}");
        }

        try
        {
            // Where the owner could not be asked for, this asks in its way: only the owner may change a mode.
            if ((File.GetUnixFileMode(path) & Others) != UnixFileMode.None || FileStatus.OwnerOf(path) is null)
            {
                File.SetUnixFileMode(path, UserOnly);
            }

            return null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return NotPrivate(path, "other users may enter it, and its mode cannot be changed");
        }
    }

    private static ProcessFailure Explain(string path, IOException failure) => failure.HResult switch
    {
        NoSpace or WindowsDiskFull or WindowsHandleDiskFull => Full(path, "the disk is full"),
        QuotaExceededLinux or QuotaExceededMacOs => Full(path, "the disk quota is used up"),
        ReadOnlyFileSystem => Unusable(path, "the file system is read-only"),
        _ when File.Exists(path) => Unusable(path, "a file of that name is in the way"),
        _ => Unusable(path, Reason(failure)),
    };

    // The base library repeats the path in quotes at the end of its sentence.
    private static string Reason(IOException failure)
    {
        var text = failure.Message;
        var path = text.IndexOf(" : '", StringComparison.Ordinal);
        return (path > 0 ? text[..path] : text).TrimEnd('.');
    }

    private static ProcessFailure Full(string path, string why) => new(
        ProcessFailureKind.DiskFull, $"The directory '{path}' cannot be written: {why}.", "Free some space there, then start again.");

    private static ProcessFailure Unusable(string path, string why) => new(
        ProcessFailureKind.DirectoryUnusable,
        $"The directory '{path}' cannot be made or written: {why}.",
        "Correct it, or move CodeAssist's directories with the XDG_* variables; 'codeassist paths' lists them.");

    private static ProcessFailure NotPrivate(string path, string why) => new(
        ProcessFailureKind.DirectoryNotPrivate,
        $"The directory '{path}' is not private: {why}.",
        "Remove it, or set XDG_RUNTIME_DIR to a directory of your own.");
}
