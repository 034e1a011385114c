namespace CodeAssist.Models.Ledger;

/// <summary>The real disk.</summary>
internal sealed class LedgerDisk : ILedgerDisk
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
            return;
        }

        _ = Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public IReadOnlyList<string> List(string directory, string ending) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "*" + ending).Order(StringComparer.Ordinal)] : [];

    public byte[] Read(string path) => File.ReadAllBytes(path);

    public byte[] Read(string path, long offset)
    {
        using var file = Open(path, FileMode.Open);
        var bytes = new byte[Math.Max(0, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    public long Length(string path) => new FileInfo(path).Length;

    public void Write(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        using var file = Open(path, FileMode.OpenOrCreate);
        RandomAccess.Write(file.SafeFileHandle, bytes, offset);
    }

    public void Flush(string path)
    {
        using var file = Open(path, FileMode.Open);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    public void Cut(string path, long length)
    {
        using var file = Open(path, FileMode.Open);
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }

    public void Delete(string path) => File.Delete(path);

    public IDisposable? TryHold(string path)
    {
        try
        {
            // Nobody else may open it meanwhile; the kernel lets go of it when this process ends, however it ends.
            return new FileStream(path, Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, Options(mode, FileShare.ReadWrite | FileShare.Delete));

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode == FileMode.OpenOrCreate)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
