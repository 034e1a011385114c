namespace CodeAssist.Context.Checkpoints;

/// <summary>Contents of files, each kept once under its fingerprint, in a folder of the user's own.</summary>
/// <param name="folder">Absolute path; made when the first content comes.</param>
internal sealed class KeptContents(string folder)
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private long _kept;

    /// <param name="content">Its fingerprint.</param>
    /// <param name="bytes">All of it.</param>
    /// <returns>Whether it is kept: there is an end to what one task keeps, and to the disk.</returns>
    public bool TryKeep(string content, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder, content);
        try
        {
            if (File.Exists(path))
            {
                return true;
            }

            if (_kept + bytes.Length > CheckpointStore.MostBytes)
            {
                return false;
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UserOnly);
            }

            File.WriteAllBytes(path + ".tmp", bytes);
            File.Move(path + ".tmp", path, overwrite: true);
            _kept += bytes.Length;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <returns>Null where it is gone.</returns>
    public byte[]? Read(string content)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, content));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Forget()
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next clean-up tries again.
        }
    }
}
