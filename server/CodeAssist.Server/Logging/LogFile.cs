using System.Text;

namespace CodeAssist.Server.Logging;

/// <summary>A log on disk that never grows without end: at its limit it becomes <c>.1</c>, the old <c>.1</c> becomes <c>.2</c>, and the rest goes.</summary>
/// <remarks>A log that cannot be written, as on a full disk, is given up in silence: the editor must not suffer for it.</remarks>
internal sealed class LogFile : IDisposable
{
    private const int KeptFiles = 2;

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly long _limitBytes;
    private FileStream? _stream;

    private LogFile(string path, long limitBytes, FileStream? stream)
    {
        _path = path;
        _limitBytes = limitBytes;
        _stream = stream;
    }

    /// <param name="path">Absolute path; its directory exists.</param>
    /// <param name="limitBytes">Size at which the file is rotated.</param>
    public static LogFile Open(string path, long limitBytes) => new(path, limitBytes, TryOpen(path));

    public void WriteLine(string line)
    {
        lock (_lock)
        {
            try
            {
                if (_stream is { } full && full.Length >= _limitBytes)
                {
                    full.Dispose();

                    // Another process may have put it aside already: then what lies there now is not full.
                    if (new FileInfo(_path) is { Exists: true } current && current.Length >= _limitBytes)
                    {
                        Rotate(_path);
                    }

                    _stream = TryOpen(_path);
                }

                _stream?.Write(Encoding.UTF8.GetBytes(line + "\n"));
                _stream?.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _stream?.Dispose();
                _stream = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stream?.Dispose();
            _stream = null;
        }
    }

    private static void Rotate(string path)
    {
        for (var number = KeptFiles; number > 0; number--)
        {
            var newer = number == 1 ? path : $"{path}.{number - 1}";
            if (File.Exists(newer))
            {
                File.Move(newer, $"{path}.{number}", overwrite: true);
            }
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // Several servers of one user share the log: each line is one append.
            return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
