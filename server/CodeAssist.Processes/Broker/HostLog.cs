namespace CodeAssist.Processes.Broker;

/// <summary>The part of the host's log that one start wrote; what earlier hosts wrote explains nothing about this one.</summary>
internal sealed class HostLog
{
    private const int MostBytes = 4096;

    private readonly string _path;
    private readonly long _start;

    private HostLog(string path, long start)
    {
        _path = path;
        _start = start;
    }

    /// <summary>Remembers how long the log is before a start.</summary>
    public static HostLog Mark(string path)
    {
        try
        {
            return new HostLog(path, new FileInfo(path) is { Exists: true } file ? file.Length : 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new HostLog(path, 0);
        }
    }

    /// <returns>The last lines since the mark; null when there are none or they cannot be read.</returns>
    public string? ReadNew()
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // A shorter file is a new one: the log was rotated.
            var start = file.Length < _start ? 0 : _start;
            file.Position = Math.Max(start, file.Length - MostBytes);
            using var reader = new StreamReader(file);
            return Children.OutputTail.LastLines(reader.ReadToEnd());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
